/** Spanish: for programmers. */
export const developers = {
  title: 'Desarrollo',
  hint: 'Lo que esta consola hace con grabaciones lo puede hacer su programa: la misma API, con clave.',
  start: 'Primera petición',
  startHint:
    'Asigne una clave de API a VIVAVOCE_KEY, ponga una grabación en la carpeta actual y ejecute esto.',
  recent: 'Peticiones recientes de la consola',
  recentHint:
    'Las últimas peticiones de esta ventana, primero la más reciente. Se guardan solo en memoria, hasta que se recarga la página.',
  none: 'Aún no hay peticiones. Use la consola y vuelva.',
  noSdk: 'El SDK no tiene un método para esto. Use HTTP.',
  noKey: 'Solo las personas con sesión abierta pueden hacer esta petición, no las claves de API.',
  choose: 'Mostrar {{request}}',
  answered: '{{status}} en {{ms}} ms',
  unanswered: 'sin respuesta',
  keys: 'Claves de API',
  keysHint_one: '{{count}} clave en uso',
  keysHint_many: '{{count}} de claves en uso',
  keysHint_other: '{{count}} claves en uso',
  webhooks: 'Webhooks',
  deliveries: 'Últimas entregas de webhooks',
  noDeliveries: 'Aún no se envió ningún mensaje. Añada una dirección en Webhooks y analice algo.',
  allDeliveries: 'Todas las entregas',
  reference: 'Referencia de la API',
  referenceHint: 'Para leer',
  openApi: 'OpenAPI',
  openApiHint: 'Legible por máquinas',
};
