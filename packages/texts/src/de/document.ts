import type { DocumentCatalogue } from '../catalogues.ts';

/** What documents say by themselves in German. */
export const documentCatalogue: DocumentCatalogue = {
  title: {
    own: 'Ihr gesprochenes {{language}}',
    other: 'Bericht: gesprochenes {{language}}',
  },
  footer: 'Vivavoce · Werte mit ihren Belegen; sie informieren Menschen und entscheiden nicht für sie',
  units: {
    seconds: '{{ms, seconds}} s',
  },
  roles: {
    candidate: 'Bewerbende Person',
    interviewer: 'Interview',
  },
  facts: {
    date: 'Datum',
    recording: 'Aufnahme',
    youSpeak: 'Sie sprechen',
    candidateSpeaks: 'Redezeit',
    reference: 'Kennung',
    words_one: '{{count}} Wort',
    words_other: '{{count}} Wörter',
  },
  result: {
    title: 'Ergebnis',
    overall: 'Gesamt',
    notScored: 'nicht bewertet',
    ofFive: '{{score, decimal}} von 5',
    level: 'Niveau {{level}}',
    interval: '90-%-Intervall {{low, decimal}} bis {{high, decimal}}',
    withoutOverall_own:
      'Ihr gesprochenes {{language}} hat keinen Gesamtwert, weil nicht alle drei Teile bewertet werden konnten. Unten steht, was bewertet wurde, und für das Übrige der Grund.',
    withoutOverall_recording:
      'Das gesprochene {{language}} in dieser Aufnahme hat keinen Gesamtwert, weil nicht alle drei Teile bewertet werden konnten. Unten steht, was bewertet wurde, und für das Übrige der Grund.',
    summary_own:
      'Ihr gesprochenes {{language}} liegt insgesamt bei {{level}}, {{score, decimal}} auf einer Skala von 0 bis 5.',
    summary_recording:
      'Das gesprochene {{language}} in dieser Aufnahme liegt insgesamt bei {{level}}, {{score, decimal}} auf einer Skala von 0 bis 5.',
    certainty:
      'In neun von zehn Fällen würden sich Menschen, die solche Aufnahmen bewerten, auf einen Wert von {{low, decimal}} bis {{high, decimal}} einigen: Die hellen Balken zeigen diese Bereiche.',
    note: 'Bitte beachten',
    rightSpeaker: 'Ist es die richtige Stimme?',
    uncertain: 'Es ist nicht sicher, dass {{label}} die bewerbende Person ist ({{confidence}}).',
    listen: 'Ein Mensch sollte sich die Aufnahme anhören',
  },
  requirement: {
    title: 'Was die Stelle verlangt ({{project}})',
    needed: '{{name, capital}}: {{level}} verlangt,',
    evidence: {
      likely: 'wahrscheinlich erreicht',
      unclear: 'offen, die Hinweise sprechen für beides',
      unlikely: 'wahrscheinlich nicht erreicht',
      not_scored: 'nicht bekannt, es gibt keine Bewertung',
    },
    probability: '{{probability, percent}} Wahrscheinlichkeit für {{level}} oder höher',
    note: 'Anhaltspunkte für Menschen, die entscheiden, aus einer einzigen Aufnahme. Niemand wird automatisch abgelehnt.',
  },
  answers: {
    title: 'Frage für Frage',
    hint: 'Jede Antwort für sich, mit den Niveaus, die ihr Intervall zulässt: Wortschatz · Redefluss · Aussprache. Sie sind weniger sicher als die des ganzen Gesprächs; ein Strich steht für eine Antwort, die zu kurz ist.',
    noQuestion: 'ohne Frage davor',
    range: '{{low}} bis {{high}}',
    head: {
      time: 'Zeit',
      question: 'Frage',
      length: 'Dauer',
      latency: 'Beginnt nach',
      levels: 'Niveaus',
    },
  },
  review: {
    headline: 'Von einem Menschen anders bewertet',
    overridden:
      '{{name, capital}}: {{level}} ({{score, decimal}}) nach der Prüfung vom {{date}}; {{machine}} nach dem Programm.',
    title: 'Von einem Menschen geprüft',
    agrees: 'Ein Mensch hat dieses Ergebnis am {{date}} geprüft und stimmt den Werten oben zu.',
    differs:
      'Ein Mensch hat dieses Ergebnis am {{date}} geprüft und sieht es anders; die Werte oben sind die des Programms.',
    scores: 'Werte, die bei der Prüfung vergeben wurden, von 5: {{scores}}.',
    by: 'Geprüft von {{name}}.',
    dimensions: {
      overall: 'Gesamt',
      vocabulary: 'Wortschatz',
      fluency: 'Redefluss',
      accent: 'Aussprache',
    },
  },
  recommendation: 'Was das bei der Arbeit heißt',
  feedback: {
    own: 'Was gut gelingt und was Sie üben können',
    other: 'Rückmeldung für die bewerbende Person',
  },
  vocabulary: {
    title: 'Wortschatz',
    mattr: 'Verschiedene Wörter je 50 (MATTR)',
    mtld: 'Vielfalt des Textes (MTLD)',
    bands: 'Wörter nach geschätztem Niveau',
    advanced: 'Die anspruchsvollsten Wörter',
    overused: 'Wörter, die oft wiederkehren',
    overusedHead: {
      word: 'Wort',
      often: 'Wie oft',
      instead: 'Wörter, die auch passen können',
    },
    times: '{{count}}-mal',
    noAlternatives: 'keine bekannt',
  },
  fluency: {
    title: 'Redefluss',
    rate: 'Tempo beim Sprechen',
    syllablesPerSecond: '{{rate, decimal}} Silben/s',
    runs: 'Silben zwischen Pausen',
    pausesPerMinute: 'Stille Pausen pro Minute',
    pauseLength: 'Länge einer Pause',
    speakingTime: 'Redezeit',
    speechShare: 'Davon ohne Pausen',
    wordsPerMinute: 'Wörter pro Minute',
    fillers: 'Gefüllte Pausen (um, uh)',
    repetitions: 'Wiederholungen',
    selfRepairs: 'Selbstkorrekturen',
    beforeAnswer: 'Zeit vor einer Antwort',
    insideClause: 'mitten in einem Satzteil',
    betweenClauses: 'zwischen Satzteilen',
    conversation: 'Das Gespräch von Anfang bis Ende',
    longest_one: 'Die längste Pause',
    longest_other: 'Die längsten von {{count}} Pausen',
  },
  accent: {
    title: 'Aussprache',
    intelligibility: 'Verständlichkeit',
    phoneAccuracy: 'Deutlichkeit der Laute',
    stressAndIntonation: 'Betonung und Satzmelodie',
    delivery: 'Flüssiger Vortrag',
    subscores: 'Ihre Teile, wie Fachleute sie beurteilen würden',
    unclear: 'Laute, die schwer zu erkennen waren',
    unclearHead: {
      sound: 'Laut',
      unclear: 'Undeutlich',
      where: 'Wo es zu hören ist',
    },
    unclearTimes: '{{times}} von {{due}}',
    meaning:
      'Aussprache heißt hier, wie leicht das Gesprochene zu verstehen ist. Niemand muss klingen, als wäre es die eigene Erstsprache.',
  },
  figures: {
    comparison: 'Diese Aufnahme (der Strich) neben dem, was auf diesem Niveau und daneben üblich ist',
    noTypicalRanges: 'Übliche Werte sind nur für Englisch bekannt: Diese Zahlen stehen für sich.',
    scale: 'Werte auf einer Skala von 0 bis 5 mit den Niveaus A1 bis C2.',
    bands: 'Wörter nach geschätztem Niveau.',
    running: 'Alle Wörter',
    different: 'Verschiedene Wörter',
    measures: 'Messwerte neben dem Üblichen.',
    typicalRanges: '{{name}}: {{shown}}; üblich bei {{ranges}}.',
    range: '{{low}} bis {{high}}',
    subscores: 'Teile des Werts.',
    candidate: 'Bewerbung',
    others: 'Andere',
    wordsAMinute: {
      above: 'Wörter pro',
      below: 'Minute',
    },
    timeline:
      'Verlauf über {{length}}: Die bewerbende Person spricht in {{own}} Abschnitten, andere in {{others}}. Ihr Tempo über die Zeit.',
    timelineWithSpeed:
      'Verlauf über {{length}}: Die bewerbende Person spricht in {{own}} Abschnitten, andere in {{others}}. Ihr Tempo über die Zeit, von {{low}} bis {{high}} Wörtern pro Minute Redezeit.',
    described: '{{name}}: {{value}}.',
  },
  provenance: {
    title: 'Wie dieser Bericht entstand',
    method:
      'Die Werte hat ein Programm ermittelt: Es hat erkannt, wer wann spricht, die Wörter aufgeschrieben, Wörter, Pausen und Laute gemessen und aus Urteilen von Menschen über andere Aufnahmen gelernt, wie solches Sprechen bewertet wird. In neun von zehn Fällen liegt der Wert, den Menschen geben würden, im angegebenen Bereich. Dieselbe Aufnahme ergibt immer dieselben Werte.',
    rubricMethod:
      'Die Werte haben Programme ermittelt: Eines hat erkannt, wer wann spricht, die Wörter aufschreiben lassen und Wörter und Pausen gemessen; ein Sprachmodell hat Wortschatz und Redefluss nach Zitaten beurteilt, die in der Mitschrift stehen. Niemand hat seine Urteile mit denen von Prüfenden verglichen, deshalb sind die Bereiche breit.',
    rights:
      'Aus der Stimme wird weder auf Gefühle noch auf Persönlichkeit, Alter, Geschlecht oder Herkunft geschlossen. Sie können verlangen, dass ein Mensch sich die Aufnahme anhört, dass falsch Verstandenes berichtigt und dass alles gelöscht wird.',
    limits:
      'Der Bericht sagt, wie in dieser Aufnahme {{language}} gesprochen wurde, und sonst nichts über einen Menschen. Er soll einer Entscheidung dienen, die Menschen treffen, und trifft selbst keine.',
    speaker: 'Die Werte gehören zu {{label}}, allein aus dem Gespräch erschlossen ({{confidence}}).',
    speakers: 'Stimmen',
    aboveNoise: 'Abstand zum Rauschen',
    unknown: 'nicht bekannt',
    bandwidth: 'Bandbreite',
    overlap: 'Gleichzeitig',
    engine: 'Programm {{version}}, Einstellung {{configuration}}.',
    models: 'Modelle: {{models}}.',
  },
  confidence: {
    high: 'sicher',
    medium: 'ziemlich sicher',
    low: 'unsicher',
  },
};
