/** What was noticed about a recording, and why a person should listen, in German. */

/** One sentence for each code. */
export const warnings = {
  LOW_SNR: 'Die Aufnahme rauscht, deshalb können Wörter und Laute falsch verstanden worden sein.',
  CLIPPED: 'Die Aufnahme ist übersteuert, deshalb können Laute falsch beurteilt worden sein.',
  NARROW_BAND:
    'Der Aufnahme fehlen wie am Telefon die hohen Töne, deshalb sind manche Laute schwer zu unterscheiden.',
  MUCH_OVERLAP: 'Oft reden mehrere zugleich, deshalb können Wörter falsch zugeordnet sein.',
  LITTLE_CANDIDATE_SPEECH: 'Die bewertete Person spricht nur kurz, was Werte weniger sicher macht.',
  CANDIDATE_UNCERTAIN: 'Es ist nicht sicher, welche Stimme zur Bewerbung gehört.',
  SPEAKERS_UNCERTAIN:
    'Die Worte der bewerteten Stimme klingen nach mehreren Personen, deshalb können Werte auf dem beruhen, was mehrere gesagt haben.',
  OTHER_LANGUAGE: 'Ein Teil des Gesprochenen scheint in einer anderen Sprache zu sein als angegeben.',
  REPETITIVE:
    'Dieselben Wörter kehren so oft wieder, dass Wortschatz und Redefluss nicht wie üblich messbar sind.',
  MEMORISED_OR_READ: 'Es wurde wenig Zögern gefunden; vieles davon überhört die Spracherkennung.',
  SPEECH_NOT_RELIABLY_RECOGNISED:
    'Das Gesprochene war nicht verlässlich zu erkennen, deshalb gibt es keine Werte.',
  VOCABULARY_NOT_UNDERSTOOD:
    'Für einen Wert zum Wortschatz waren zu wenige Wörter verlässlich zu erkennen; Redefluss und Aussprache hängen nicht davon ab.',
  VOCABULARY_TOO_FEW_WORDS: 'Für einen Wert zum Wortschatz sind es zu wenige Wörter.',
  FLUENCY_TOO_LITTLE_SPEECH: 'Für einen Wert zum Redefluss wird zu wenig gesprochen.',
  ACCENT_TOO_LITTLE_SPEECH: 'Für einen Wert zur Aussprache ist zu wenig deutlich Gesprochenes zu hören.',
  ABOVE_CALIBRATED_RANGE:
    'Ein Wert liegt über den Niveaus der Trainingsdaten und kann höher sein als angezeigt.',
  ACCOMMODATION: 'Es gibt keine Werte, weil ein Nachteilsausgleich beantragt wurde.',
  JUDGED_BY_LANGUAGE_MODEL:
    'Die Werte stammen von einem Sprachmodell, das der Betreiber gewählt hat; niemand hat es mit Prüfenden verglichen.',
  JUDGEMENT_NOT_VERIFIED:
    'Was das Sprachmodell als Beleg nannte, steht nicht in der Aufnahme, oder seine Antworten weichen weit voneinander ab; ein Wert fehlt deshalb.',
  INSTRUCTIONS_IN_SPEECH:
    'Etwas im Gesprochenen liest sich wie eine Anweisung an das Sprachmodell; beurteilt wurde ohne diese Stellen.',
  ACCENT_NOT_SCORED_IN_LANGUAGE:
    'Aussprache wird nur auf Englisch bewertet, deshalb fehlen dieser Wert und der Gesamtwert.',
  WORD_TIMES_ESTIMATED: 'Für einige Wörter fehlen Zeitangaben, ihre Stellen in der Aufnahme sind geschätzt.',
};

/** Why a score was not made. */
export const missing = {
  VOCABULARY_NOT_UNDERSTOOD: 'zu wenige Wörter waren verlässlich zu erkennen',
  VOCABULARY_TOO_FEW_WORDS: 'für eine faire Messung sind es zu wenige Wörter',
  FLUENCY_TOO_LITTLE_SPEECH: 'für eine faire Messung wird zu wenig gesprochen',
  ACCENT_TOO_LITTLE_SPEECH: 'für eine faire Messung ist zu wenig deutlich Gesprochenes zu hören',
  SPEECH_NOT_RELIABLY_RECOGNISED: 'das Gesprochene war nicht verlässlich zu erkennen',
  ACCOMMODATION: 'ein Nachteilsausgleich wurde beantragt, die Aufnahme wurde nur transkribiert',
  OTHER_LANGUAGE: 'ein zu großer Teil des Gesprochenen scheint in einer anderen Sprache zu sein',
  REPETITIVE: 'für eine faire Messung kehren dieselben Wörter zu oft wieder',
  JUDGEMENT_NOT_VERIFIED: 'die Belege des Sprachmodells halten der Aufnahme nicht stand',
  ACCENT_NOT_SCORED_IN_LANGUAGE: 'Aussprache wird nur auf Englisch bewertet',
  /** No warning explains it. */
  unexplained: 'die Aufnahme enthält dafür nicht genug',
};

/** Why a person should listen. */
export const review = {
  /** Makes a sentence of a clause. */
  sentence: '{{clause, capital}}.',
  candidateUncertain: 'es ist nicht sicher, welche Stimme zur Bewerbung gehört',
  candidateMostLikely: 'die Wahl der Stimme ist wahrscheinlich, aber nicht sicher',
  noScores: 'es gibt keinen Wert',
  wideInterval: 'das Intervall ({{dimensions, list}}) ist breiter als zwei Niveaus',
  ofWarning: {
    LOW_SNR: 'die Aufnahme rauscht',
    CLIPPED: 'die Aufnahme ist übersteuert',
    MUCH_OVERLAP: 'oft reden mehrere zugleich',
    LITTLE_CANDIDATE_SPEECH: 'es wird nur wenig gesprochen',
    CANDIDATE_UNCERTAIN: 'es ist nicht sicher, welche Stimme zur Bewerbung gehört',
    SPEAKERS_UNCERTAIN: 'die Worte der bewerteten Stimme klingen nach mehreren Personen',
    OTHER_LANGUAGE: 'ein Teil des Gesprochenen scheint in einer anderen Sprache zu sein',
    REPETITIVE: 'dieselben Wörter kehren ungewöhnlich oft wieder',
    SPEECH_NOT_RELIABLY_RECOGNISED: 'das Gesprochene war nicht verlässlich zu erkennen',
    VOCABULARY_NOT_UNDERSTOOD: 'für den Wortschatz waren zu wenige Wörter verlässlich zu erkennen',
    VOCABULARY_TOO_FEW_WORDS: 'für den Wortschatz sind es zu wenige Wörter',
    FLUENCY_TOO_LITTLE_SPEECH: 'für den Redefluss wird zu wenig gesprochen',
    ACCENT_TOO_LITTLE_SPEECH: 'für die Aussprache ist zu wenig deutlich Gesprochenes zu hören',
    ABOVE_CALIBRATED_RANGE: 'ein Wert liegt über den Niveaus, die Menschen bewertet haben',
    ACCOMMODATION: 'ein Nachteilsausgleich wurde beantragt',
    JUDGED_BY_LANGUAGE_MODEL:
      'das Urteil stammt von einem Sprachmodell, das niemand mit Prüfenden verglichen hat',
    JUDGEMENT_NOT_VERIFIED: 'die Belege des Sprachmodells halten der Aufnahme nicht stand',
    INSTRUCTIONS_IN_SPEECH: 'etwas im Gesprochenen liest sich wie eine Anweisung an das Sprachmodell',
  },
};
