/** German: for programmers. */
export const developers = {
  title: 'Entwickler',
  hint: 'Was diese Konsole mit Aufnahmen tut, können Ihre Programme auch: über dieselbe API, mit einem Schlüssel.',
  start: 'Erste Anfrage',
  startHint:
    'Setzen Sie VIVAVOCE_KEY auf einen API-Schlüssel, legen Sie eine Aufnahme in den aktuellen Ordner und führen Sie dies aus.',
  recent: 'Letzte Anfragen der Konsole',
  recentHint:
    'Die letzten Anfragen dieses Fensters, neueste zuerst. Sie bleiben nur im Speicher, bis die Seite neu geladen wird.',
  none: 'Noch keine Anfragen. Benutzen Sie die Konsole und kommen Sie zurück.',
  noSdk: 'Das SDK hat dafür keine Methode. Verwenden Sie HTTP.',
  noKey: 'Nur angemeldete Personen können diese Anfrage stellen, API-Schlüssel nicht.',
  choose: '{{request}} anzeigen',
  answered: '{{status}} in {{ms}} ms',
  unanswered: 'keine Antwort',
  keys: 'API-Schlüssel',
  keysHint_one: '{{count}} aktiver Schlüssel',
  keysHint_other: '{{count}} aktive Schlüssel',
  webhooks: 'Webhooks',
  deliveries: 'Letzte Webhook-Zustellungen',
  noDeliveries:
    'Noch keine Zustellungen. Fügen Sie unter Webhooks einen Endpunkt hinzu und analysieren Sie eine Aufnahme.',
  allDeliveries: 'Alle Zustellungen',
  reference: 'API-Referenz',
  referenceHint: 'Zum Lesen',
  openApi: 'OpenAPI',
  openApiHint: 'Maschinenlesbar',
};
