import type { Catalogue } from '../en/index.ts';

/** Spanish: para quienes programan. */
export const developers: Catalogue['developers'] = {
  title: 'Desarrollo',
  hint: 'Lo que esta consola hace con grabaciones lo puede hacer su programa: la misma API, con clave.',
  start: 'Primera petición',
  startHint: 'Ponga una clave en VIVAVOCE_KEY, una grabación al lado, y envíe.',
  recent: 'Lo que acaba de pedir la consola',
  recentHint:
    'Las últimas peticiones de esta ventana, primero la más reciente. Se guardan solo en memoria, hasta que se recarga la página.',
  none: 'Todavía no se pidió nada: use la consola y vuelva.',
  noSdk: 'El SDK no tiene un método propio para esto: pídalo por HTTP.',
  noKey: 'Esto es de una persona con sesión abierta: una clave no puede pedirlo.',
  choose: 'Mostrar {{request}}',
  answered: 'respondió {{status}} tras {{ms}} ms',
  unanswered: 'sin respuesta',
  keys: 'Claves de API',
  keysHint_one: '{{count}} clave en uso',
  keysHint_other: '{{count}} claves en uso',
  webhooks: 'Webhooks',
  deliveries: 'Últimos mensajes de webhook',
  noDeliveries: 'Aún no se envió ningún mensaje. Añada una dirección en Webhooks y analice algo.',
  allDeliveries: 'Todos los mensajes, con reenvío',
  reference: 'Referencia de la API',
  referenceHint: 'Para personas',
  openApi: 'OpenAPI',
  openApiHint: 'Para programas',
};
