import type { Catalogue } from '../en/index.ts';

/** German: für Programmierer. */
export const developers: Catalogue['developers'] = {
  title: 'Entwickler',
  hint: 'Was diese Konsole mit Aufnahmen tut, kann Ihr Programm auch: dieselbe API, mit Schlüssel.',
  start: 'Erste Anfrage',
  startHint: 'Einen Schlüssel in VIVAVOCE_KEY, eine Aufnahme daneben, und senden.',
  recent: 'Was die Konsole eben gefragt hat',
  recentHint:
    'Die letzten Anfragen dieses Fensters, neueste zuerst. Sie bleiben nur im Speicher, bis die Seite neu geladen wird.',
  none: 'Noch wurde nichts gefragt: Benutzen Sie die Konsole und kommen Sie zurück.',
  noSdk: 'Das SDK hat dafür keine eigene Methode: Fragen Sie per HTTP.',
  noKey: 'Das gehört einer angemeldeten Person: Ein Schlüssel darf es nicht.',
  choose: '{{request}} zeigen',
  answered: 'Antwort {{status}} nach {{ms}} ms',
  unanswered: 'keine Antwort',
  keys: 'API-Schlüssel',
  keysHint_one: '{{count}} Schlüssel in Gebrauch',
  keysHint_other: '{{count}} Schlüssel in Gebrauch',
  webhooks: 'Webhooks',
  deliveries: 'Letzte Webhook-Nachrichten',
  noDeliveries:
    'Noch wurde keine Nachricht gesendet. Fügen Sie unter Webhooks eine Adresse hinzu und analysieren Sie etwas.',
  allDeliveries: 'Alle Nachrichten, mit Wiederholung',
  reference: 'API-Beschreibung',
  referenceHint: 'Für Menschen',
  openApi: 'OpenAPI',
  openApiHint: 'Für Programme',
};
