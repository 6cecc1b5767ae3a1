/** German: the page from which recordings are sent. */
export const playground = {
  title: 'Neue Analyse',
  hint: 'Senden Sie ein Gespräch von mindestens drei Minuten. Der Bericht ist nach ein, zwei Minuten da.',
  recording: 'Aufnahme',
  from: 'Woher die Aufnahme kommt',
  upload: 'Hochladen',
  microphone: 'Hier aufnehmen',
  drop: 'Aufnahme hierher ziehen oder Datei wählen',
  kinds: 'MP3, WAV, M4A, WebM, OGG, Opus, FLAC oder ein Video mit Ton',
  limits: '{{minimum}} bis {{maximum}} Minuten lang, höchstens {{size}} MiB.',
  record: 'Aufnahme beginnen',
  recordHint: 'Nimmt mit dem Mikrofon dieses Geräts beide Stimmen auf. Mindestens {{minimum}} sind nötig.',
  level: 'Pegel des Mikrofons',
  pause: 'Pause',
  resume: 'Weiter',
  stop: 'Beenden',
  refused:
    'Der Browser gibt kein Mikrofon frei. Erlauben Sie es für diese Seite, oder laden Sie eine Datei hoch.',
  file: 'Datei',
  unknown: 'noch unbekannt',
  cost: 'Kosten',
  perMinute: '1 je angefangene Minute',
  objections: {
    FILE_TOO_LARGE:
      'Diese Datei ist zu groß. Speichern Sie sie als MP3, M4A oder Opus: Sprache braucht wenig.',
    AUDIO_TOO_SHORT:
      'Diese Aufnahme ist zu kurz, um jemandes Sprechen zu beurteilen: Drei Minuten sind nötig.',
    AUDIO_TOO_LONG:
      'Diese Aufnahme ist zu lang. Kürzen Sie sie auf das Gespräch selbst, höchstens 45 Minuten.',
  },
  uploading: 'Aufnahme wird gesendet',
  submit: 'Analysieren',
  notice:
    'Analysieren Sie nur Menschen, die davon wissen. Fast überall müssen sie es vorher erfahren, und jemand muss das Ergebnis überstimmen können.',
  about: 'Zur Aufnahme',
  candidate: 'Bewerberin oder Bewerber',
  candidateHint: 'Wird als Metadatum „candidate“ gespeichert und als Titel des Berichts gezeigt.',
  externalIdHint:
    'Ihre eigene Kennung der Person, um alles über sie zu finden, herauszugeben und zu löschen.',
  tags: 'Schlagwörter',
  tagsHint: 'Durch Kommas getrennt, höchstens 20.',
  metadata: 'Metadaten',
  metadataHint: 'Je Zeile ein „Name: Wert“.',
  consent: 'Hinweis, dem zugestimmt wurde',
  projectHint: 'Es gelten seine Regeln: welcher Hinweis nötig ist und wie viel die Aussprache zählt.',
  consentRequired:
    'Hier werden nur Aufnahmen von Menschen angenommen, die einem Hinweis zugestimmt haben: Geben Sie seine Fassung an, etwa 2026-1.',
  consentHint: 'Seine Version, zum Beispiel 2026-1. Manche Projekte verlangen sie.',
  accommodation: 'Nur Mitschrift',
  languageHint:
    'Diese Sprache bewerten Modelle, die der Betreiber gewählt hat: Die Aufnahme wird an sie gesendet.',
  accommodationHint: 'Bewertet nicht: für Menschen, denen eine automatische Bewertung nicht gerecht würde.',
  code: 'Dasselbe per Programm',
  codeAs: 'Wie die Anfrage gezeigt wird',
  docs: 'API-Referenz',
} as const;
