/** Where each service is found inside the cluster. */
const services = {
  AD: 'adservice:9555',
  CART: 'cartservice:7070',
  CHECKOUT: 'checkoutservice:5050',
  CURRENCY: 'currencyservice:7000',
  EMAIL: 'emailservice:5000',
  PAYMENT: 'paymentservice:50051',
  PRODUCT_CATALOG: 'productcatalogservice:3550',
  RECOMMENDATION: 'recommendationservice:8080',
  SHIPPING: 'shippingservice:50051',
  SHOPPING_ASSISTANT: 'shoppingassistantservice:80',
} as const;

/** The environment variables by which a service finds others, such as `CART_SERVICE_ADDR`. */
export function addresses(...names: (keyof typeof services)[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [`${name}_SERVICE_ADDR`, services[name]]));
}
