/** German: the page from which recordings are sent. */
export const playground = {
  title: 'Neue Analyse',
  hint: 'Senden Sie ein Gespräch von mindestens {{minimum}} Minuten. Die Analyse dauert etwas, bei längeren Aufnahmen länger; die Seite der Analyse zeigt, wie lange noch.',
  recording: 'Aufnahme',
  from: 'Quelle der Aufnahme',
  upload: 'Hochladen',
  microphone: 'Aufnehmen',
  drop: 'Aufnahme hierher ziehen oder Datei wählen',
  several:
    'Auch mehrere auf einmal: Jede wird für sich analysiert, oder alle zusammen als Teile eines Gesprächs.',
  kinds: 'MP3, WAV, M4A, WebM, OGG, Opus, FLAC oder ein Video mit Ton',
  limits: '{{minimum}} bis {{maximum}} Minuten, höchstens {{size}} MiB.',
  link: {
    label: 'Links zur Aufnahme',
    hint: 'Der Server ruft sie über HTTPS ab. Eine Adresse je Zeile: Mehrere sind die Teile einer Aufnahme, der Reihe nach.',
    address: 'Jede Zeile muss eine Adresse sein, die mit https:// beginnt.',
    count: 'Eine Aufnahme hat höchstens {{count}} Teile.',
  },
  record: 'Aufnahme beginnen',
  recordHint: 'Nimmt mit dem Mikrofon dieses Geräts beide Stimmen auf. Mindestens {{minimum}} sind nötig.',
  level: 'Mikrofonpegel',
  pause: 'Pause',
  resume: 'Fortsetzen',
  stop: 'Stopp',
  refused:
    'Das Mikrofon ist blockiert. Erlauben Sie es für diese Seite in den Einstellungen des Browsers, oder laden Sie eine Datei hoch.',
  file: 'Datei',
  unknown: 'unbekannt',
  cost: 'Kosten',
  perMinute: '1 Credit je angefangene Minute',
  kept: {
    title: 'Eine Aufnahme wurde nicht gesendet',
    hint: 'Länge {{length}}, begonnen {{when}}. Sie liegt nur auf diesem Gerät, einen Tag lang.',
    use: 'Diese Aufnahme verwenden',
    discard: 'Verwerfen',
  },
  objections: {
    UNSUPPORTED_FORMAT: 'Das ist keine Aufnahme. Wählen Sie eine Audiodatei oder ein Video mit Ton.',
    INSUFFICIENT_CREDITS:
      'Diese Aufnahme kostet {{cost}} Credits, verfügbar sind {{available}}. Der Betreiber dieses Servers kann weitere gutschreiben.',
    FILE_TOO_LARGE:
      'Diese Datei ist zu groß: Höchstens {{size}} MiB sind erlaubt. Speichern Sie sie als MP3, M4A oder Opus.',
    AUDIO_TOO_SHORT:
      'Diese Aufnahme ist zu kurz für eine Bewertung: Mindestens {{minimum}} Minuten sind nötig.',
    AUDIO_TOO_LONG:
      'Diese Aufnahme ist zu lang. Kürzen Sie sie auf das Gespräch selbst, höchstens {{maximum}} Minuten.',
  },
  parts: {
    switch: 'Diese Dateien sind Teile eines Gesprächs',
    hint: 'Sie ergeben eine Analyse mit einem Bericht, in der Reihenfolge unten. Höchstens {{count}} Teile; die Grenzen für Länge und Größe gelten für alle zusammen.',
    title: 'Teile des Gesprächs, der Reihe nach',
    total: 'Zusammen {{length}} · {{size}}',
    part: '{{part}}. {{name}}',
    up: 'Nach oben',
    down: 'Nach unten',
    moved: '{{name}} ist jetzt Teil {{part}} von {{total}}.',
    removeAll: 'Alle Teile entfernen',
    foreign: 'Das ist keine Aufnahme: Entfernen Sie die Datei, oder fügen Sie die richtige hinzu.',
    refused: 'Der Server hat diesen Teil nicht angenommen.',
    objections: {
      UNSUPPORTED_FORMAT:
        'Einer der Teile ist keine Aufnahme. Entfernen Sie ihn, oder fügen Sie die richtige Datei hinzu.',
      FILE_TOO_LARGE:
        'Die Teile sind zusammen zu groß: Höchstens {{size}} MiB sind erlaubt. Speichern Sie sie als MP3, M4A oder Opus.',
      AUDIO_TOO_SHORT:
        'Die Teile sind zusammen zu kurz für eine Bewertung: Mindestens {{minimum}} Minuten sind nötig.',
      AUDIO_TOO_LONG:
        'Die Teile sind zusammen zu lang: Höchstens {{maximum}} Minuten sind erlaubt. Entfernen oder kürzen Sie einige.',
      TOO_MANY_PARTS: 'Eine Aufnahme hat höchstens {{count}} Teile. Entfernen Sie einige.',
    },
  },
  queue: {
    title: 'Aufnahmen für die Analyse',
    about: 'Zu allen diesen Aufnahmen',
    size: '{{size}} MiB',
    waiting: 'Wartet, bis sie an der Reihe ist',
    submitted: 'Gesendet.',
    show: 'Analyse öffnen',
    cancelled: 'Sie haben das Hochladen abgebrochen.',
    arrived:
      'Ein früherer Versuch ist mit anderen Angaben angekommen: Die Aufnahme ist bereits in der Liste der Aufnahmen.',
    done: '{{done}} von {{total}} gesendet.',
    current: 'Gerade wird hochgeladen: {{name}}.',
    failed_one: '{{count}} Aufnahme konnte nicht gesendet werden.',
    failed_other: '{{count}} Aufnahmen konnten nicht gesendet werden.',
    retryAll: 'Alle fehlgeschlagenen erneut versuchen',
    clear: 'Gesendete ausblenden',
    cost: 'Kosten zusammen: {{cost}} von {{available}} verfügbaren Credits.',
    tooMuch:
      'Diese Aufnahmen kosten zusammen {{cost}} Credits, verfügbar sind {{available}}. Entfernen Sie einige, oder bitten Sie den Betreiber dieses Servers, weitere gutzuschreiben.',
    submit_one: '{{count}} Aufnahme analysieren',
    submit_other: '{{count}} Aufnahmen analysieren',
  },
  uploading: 'Aufnahme wird hochgeladen',
  checking: 'Format und Länge der Aufnahme werden geprüft',
  submit: 'Analysieren',
  notice:
    'Analysieren Sie nur Menschen, die davon wissen. Fast überall müssen sie vorher informiert werden, und ein Mensch muss das Ergebnis überstimmen können.',
  about: 'Zur Aufnahme',
  candidate: 'Bewerberin oder Bewerber',
  candidateHint: 'Steht als Titel über dem Bericht und in der Liste der Aufnahmen.',
  externalIdHint: 'Ihre eigene Kennung der Person, um alles über sie zu finden, auszugeben und zu löschen.',
  tags: 'Schlagwörter',
  tagsHint: 'Durch Kommas getrennt, höchstens 20.',
  metadata: 'Metadaten',
  metadataHint: 'Je Zeile ein „Name: Wert“.',
  consent: 'Hinweis, dem zugestimmt wurde',
  projectHint: 'Es gelten seine Regeln: welcher Hinweis nötig ist und wie viel die Aussprache zählt.',
  consentRequired:
    'Hier werden nur Aufnahmen von Menschen angenommen, die einem Hinweis zugestimmt haben. Geben Sie dessen Fassung an, zum Beispiel 2026-1.',
  consentHint: 'Seine Fassung, zum Beispiel 2026-1. Manche Projekte verlangen sie.',
  accommodation: 'Nur Mitschrift',
  languageHint:
    'Diese Sprache bewerten Modelle, die der Betreiber gewählt hat; die Aufnahme wird an sie gesendet.',
  accommodationHint: 'Ohne Bewertungen: für Menschen, denen eine automatische Bewertung nicht gerecht würde.',
  code: 'Dieselbe Anfrage als Code',
  codeAs: 'Format des Codes',
  docs: 'API-Referenz',
  externalId: 'Externe Kennung',
} as const;
