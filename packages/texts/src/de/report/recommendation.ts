/** German: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'Die Rede liegt insgesamt auf A1: das reicht bei der Arbeit für Begrüßungen, Namen, Zahlen und feste Wendungen, ein Gespräch braucht Hilfe.',
  overall_A2:
    'Die Rede liegt insgesamt auf A2: das reicht bei der Arbeit für kurze Absprachen über Vertrautes, Erklärungen und Besprechungen brauchen Hilfe.',
  overall_B1:
    'Die Rede liegt insgesamt auf B1: das reicht bei der Arbeit für vertraute Themen, einfache Berichte und den Alltag im Team, schnelle Diskussionen bleiben schwer.',
  overall_B2:
    'Die Rede liegt insgesamt auf B2: das reicht bei der Arbeit für Besprechungen, Erklärungen und Kundengespräche zu den meisten Themen, feine Töne in Verhandlungen kosten noch Mühe.',
  overall_C1:
    'Die Rede liegt insgesamt auf C1: das reicht bei der Arbeit, um Diskussionen zu leiten, vorzutragen und im Einzelnen zu verhandeln.',
  overall_C2:
    'Die Rede liegt insgesamt auf C2: das reicht bei der Arbeit für jede Aufgabe, auch für Überzeugen, Vermitteln und feine Unterschiede unter Druck.',
  withoutOverall: 'Eine Gesamtstufe gibt es nicht; {{dimension}} ({{level}}) zeigt: {{meaning}}.',
  even: 'Wortschatz, Redefluss und Aussprache liegen nah beieinander.',
  uneven: '{{highest}} ({{highestLevel}}) liegt vor {{lowest}} ({{lowestLevel}}): {{meaning}}.',
  missing: 'Kein Wert entstand {{groups, list}}.',
  missingGroup: 'für {{dimensions, list}} ({{because}})',
  nothing: 'Für diese Aufnahme gibt es keine Werte: {{because}}.',
  overallRange: 'In neun von zehn Fällen sähen Fachleute die Gesamtstufe zwischen {{low}} und {{high}}.',
  overallRangeOfOneLevel: 'In neun von zehn Fällen sähen Fachleute die Gesamtstufe ebenfalls auf {{level}}.',
  range: 'In neun von zehn Fällen sähen Fachleute die Stufe für {{dimension}} zwischen {{low}} und {{high}}.',
  rangeOfOneLevel:
    'In neun von zehn Fällen sähen Fachleute die Stufe für {{dimension}} ebenfalls auf {{level}}.',
  listenBecause:
    'Bevor man sich darauf verlässt, sollte ein Mensch die Aufnahme hören, denn {{reasons, list}}.',
  listenIfClose: 'Wo zwei benachbarte Stufen verschieden entscheiden würden, sollte erst ein Mensch zuhören.',
  listenInstead: 'Nur wer die Aufnahme hört, kann die Rede beurteilen.',
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'es gibt Wörter für Namen, Zahlen und das Nötigste',
    A2: 'es gibt Wörter für den Alltag, anderes muss umschrieben werden',
    B1: 'es gibt Wörter für vertraute Themen der Arbeit, Fachliches braucht Vorbereitung',
    B2: 'es gibt Wörter für die meisten Themen der Arbeit, ein fehlendes lässt sich umschreiben',
    C1: 'es gibt Wörter für schwierige Themen, mit wenigen Lücken',
    C2: 'es gibt treffende Wörter für jedes Thema',
  },
  fluency: {
    A1: 'Zuhörer müssen auf die meisten Antworten warten',
    A2: 'kurze Antworten kommen leicht, längere brauchen geduldige Zuhörer',
    B1: 'längeren Antworten kann man folgen, mit deutlichen Pausen zum Planen',
    B2: 'Antworten fließen gut genug für Besprechungen und Anrufe',
    C1: 'Antworten fließen fast ohne Mühe für die Zuhörer',
    C2: 'Antworten fließen mühelos in jeder Länge',
  },
  accent: {
    A1: 'Zuhörer verstehen vielleicht nur einige der Wörter, Schriftliches sollte helfen',
    A2: 'Zuhörer brauchen oft eine Wiederholung, vor allem am Telefon',
    B1: 'Zuhörer verstehen das meiste und brauchen manchmal eine Wiederholung',
    B2: 'Zuhörer verstehen gut, mit einem undeutlichen Wort hier und da',
    C1: 'Zuhörer verstehen leicht, auch am Telefon',
    C2: 'Zuhörer verstehen jedes Wort ohne Mühe',
  },
};
