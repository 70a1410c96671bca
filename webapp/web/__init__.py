"""Pages, REST API and sockets: requests in, domain once, answers out."""
