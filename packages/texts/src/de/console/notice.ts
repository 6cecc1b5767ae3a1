/** German: the notice for candidates and the page around it. */
export const notice = {
  title: 'Hinweis für Bewerber',
  hint: 'Was Menschen wissen sollten, bevor ihr Gespräch analysiert wird. Füllen Sie die Lücken aus, drucken Sie ihn oder speichern Sie ihn als PDF, und lassen Sie ihn rechtlich prüfen: Es ist eine Vorlage, keine Rechtsberatung.',
  link: 'Hinweis für Bewerber, zum Drucken',
  language: 'Sprache des Hinweises',
  print: 'Drucken oder als PDF speichern',
  blanks: 'Hinweis ausfüllen',
  kept: 'Was Sie eintragen, bleibt nur in diesem Browser.',
  fields: {
    organisation: 'Organisation',
    purpose: 'Zweck des Gesprächs',
    decider: 'Wer entscheidet',
    contact: 'Kontakt für Fragen und Anträge',
    audioDays: 'Aufbewahrung der Aufnahme, Tage',
    resultDays: 'Aufbewahrung der Ergebnisse, Tage',
    authority: 'Aufsichtsbehörde',
    version: 'Fassung dieses Hinweises',
  },
  placeholders: {
    purpose: 'die Stelle als …',
    decider: 'die Führungskraft',
    contact: 'Name, E-Mail, Telefon',
    authority: 'die Datenschutzbehörde von …',
  },
  text: {
    title: 'Analyse Ihres Gesprächs: was Sie wissen sollten',
    whatTitle: 'Was geschieht',
    what: '{{organisation}} möchte Ihr Gespräch für {{purpose}} aufnehmen und Ihr gesprochenes Englisch vom Programm Vivavoce messen lassen. Das Programm läuft auf einem Server, über den {{organisation}} verfügt. Die Aufnahme wird niemand anderem geschickt, und kein Programm wird mit ihr trainiert.',
    measuredTitle: 'Was gemessen wird',
    measured:
      'Ihr Wortschatz, Ihr Redefluss und wie leicht Ihre Sprache zu verstehen ist, je von 0 bis 5 und als Niveau von A1 bis C2, mit einem Bereich, der sagt, wie sicher die Messung ist. Nicht gemessen wird, wie nah Sie an einem Muttersprachler sind.',
    neverTitle: 'Was nie geschieht',
    never:
      'Das Programm leitet weder Gefühle noch Persönlichkeit, Alter, Geschlecht, Herkunft oder Muttersprache ab, erkennt niemanden an der Stimme und trifft keine Entscheidung über Sie.',
    decidesTitle: 'Wer entscheidet',
    decides:
      'Menschen entscheiden. {{decider}} liest den Bericht, kann die Aufnahme anhören und jede Bewertung überstimmen. Der Bericht ist nur eine von mehreren Grundlagen.',
    otherTitle: 'Wenn Sie das nicht möchten',
    other:
      'Sie können ablehnen, ohne Grund und ohne Nachteil: Das Gespräch findet dann ohne die Analyse statt. Wenn eine Sprech- oder Hörbeeinträchtigung oder etwas anderes eine automatische Bewertung unfair machen würde, sagen Sie es uns: Ihr Gespräch wird dann nur verschriftlicht oder allein von Menschen beurteilt.',
    keptTitle: 'Wie lange Daten aufbewahrt werden',
    keptFor: 'Die Aufnahme: {{audioDays}} Tage. Verschriftlichung und Ergebnisse: {{resultDays}} Tage.',
    rightsTitle: 'Was Sie verlangen können',
    rights:
      'Eine Kopie von allem, was über Sie gespeichert ist, Ihren eigenen Bericht, eine Erklärung der Bewertungen, die Prüfung durch einen Menschen, Berichtigung und Löschung. Ihre Einwilligung können Sie jederzeit widerrufen. Wenden Sie sich an {{contact}}. Sie können sich auch bei {{authority}} beschweren.',
    consent:
      'Ich habe diesen Hinweis (Fassung {{version}}) gelesen und bin einverstanden, dass mein Gespräch wie beschrieben aufgenommen und analysiert wird.',
    place: 'Ort und Datum',
    name: 'Name',
    signature: 'Unterschrift',
  },
};
