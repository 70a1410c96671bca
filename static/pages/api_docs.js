/** Shows the OpenAPI document with Swagger UI, which the page loads as a classic script before this module runs. */
import { meta } from './dom.js'

const show = /** @type {any} */ (globalThis).SwaggerUIBundle
if (show) {
  show({
    url: '/api/v1/openapi.json',
    dom_id: '#api-docs',
    deepLinking: true,
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    /** @param {{headers: Record<string, string>}} request */
    requestInterceptor(request) {
      request.headers['X-CSRF-Token'] = meta('csrf-token')
      return request
    },
  })
} else {
  document.getElementById('api-problem')?.removeAttribute('hidden')
}
