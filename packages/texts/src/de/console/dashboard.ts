/** German: the dashboard. */
export const dashboard = {
  hint: 'Aktivität der letzten Zeit.',
  period: 'Zeitraum',
  runs: 'Aufnahmen',
  time: 'Zeit bis zum Ergebnis',
  minutes: '{{value}} Min.',
  most: '90 % innerhalb von {{time}}',
  spent: 'Verbrauchte Credits',
  perDay: 'Aufnahmen pro Tag',
  levels: 'Niveaus',
  credits: 'Credits pro Tag',
  failures: 'Fehlerursachen',
  highest: 'max. {{value}}',
  begin: {
    title: 'So fangen Sie an',
    hint: 'Hier ist keine Aufnahme. Sobald es eine gibt, zeigt diese Seite, was auf Sie wartet und wie Ihre Interviews ausfallen.',
    record: 'Eine Aufnahme analysieren',
    recordHint:
      'Laden Sie ein Interview hoch, geben Sie seinen Link an oder nehmen Sie hier eines auf. Sie sehen die Wörter, sobald sie erkannt sind, und danach den Bericht.',
    noCredits: 'Es gibt keine Credits. Der Betreiber dieses Servers kann welche gutschreiben.',
    levels: 'Festlegen, was Ihre Stellen brauchen',
    levelsHint:
      'Ein Projekt nennt die Niveaus, die eine Stelle braucht. Seine Berichte beginnen damit, wie wahrscheinlich sie erreicht sind.',
    people: 'Kolleginnen und Kollegen einladen',
    peopleHint: 'Recruiter reichen Aufnahmen ein und prüfen Ergebnisse, Leser lesen nur.',
    systems: 'Ihre Systeme anbinden',
    systemsHint:
      'Mit einem API-Schlüssel reicht Ihr Bewerbermanagementsystem Aufnahmen ein und ruft die Berichte ab.',
    readOnly: 'Sobald jemand aus Ihrer Organisation ein Interview eingereicht hat, können Sie es hier lesen.',
  },
  toDo: {
    title: 'Wartet auf einen Menschen',
    listen: 'Sollte angehört werden',
    unreviewed: 'Nicht geprüft',
    failed: 'Fehlgeschlagen',
    requests: 'Anliegen von Bewerbern',
    nothing: 'Hier wartet nichts.',
    requestsHint: 'Offene Anliegen warten auf eine Antwort.',
  },
} as const;
