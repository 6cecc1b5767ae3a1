/** German: what a level means at work, and how far the estimate can be relied on. */
export const recommendation = {
  overall_A1:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau A1: Bei der Arbeit reicht das für Begrüßungen, Namen, Zahlen und feste Wendungen; bei einem Gespräch ist Hilfe nötig.',
  overall_A2:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau A2: Bei der Arbeit reicht das für kurze Absprachen über Vertrautes; bei Erklärungen und Besprechungen ist Hilfe nötig.',
  overall_B1:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau B1: Bei der Arbeit reicht das für vertraute Themen, einfache Berichte und den Alltag im Team; schnelle Diskussionen bleiben schwierig.',
  overall_B2:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau B2: Bei der Arbeit reicht das für Besprechungen, Erklärungen und Kundengespräche zu den meisten Themen; feine Nuancen in Verhandlungen kosten noch Mühe.',
  overall_C1:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau C1: Bei der Arbeit reicht das, um Diskussionen zu leiten, vorzutragen und im Detail zu verhandeln.',
  overall_C2:
    'Insgesamt liegt der mündliche Ausdruck auf Niveau C2: Bei der Arbeit reicht das für jede Aufgabe, auch um zu überzeugen, zu vermitteln und unter Druck feine Unterschiede auszudrücken.',
  withoutOverall: 'Ein Gesamtniveau gibt es nicht; {{dimension}} ({{level}}) bedeutet: {{meaning, capital}}.',
  even: 'Wortschatz, Redefluss und Aussprache liegen nah beieinander.',
  uneven: '{{highest}} ({{highestLevel}}) liegt vor {{lowest}} ({{lowestLevel}}): {{meaning, capital}}.',
  missing: 'Keinen Wert gibt es {{groups, list}}.',
  missingGroup: 'für {{dimensions, list}} ({{because}})',
  nothing: 'Für diese Aufnahme gibt es keine Werte: {{because, capital}}.',
  overallRange:
    'In neun von zehn Fällen würden Fachleute das Gesamtniveau zwischen {{low}} und {{high}} einordnen.',
  overallRangeOfOneLevel:
    'In neun von zehn Fällen würden Fachleute das Gesamtniveau ebenfalls bei {{level}} einordnen.',
  range:
    'In neun von zehn Fällen würden Fachleute das Niveau für {{dimension}} zwischen {{low}} und {{high}} einordnen.',
  rangeOfOneLevel:
    'In neun von zehn Fällen würden Fachleute das Niveau für {{dimension}} ebenfalls bei {{level}} einordnen.',
  listenBecause:
    'Bevor man sich darauf verlässt, sollte ein Mensch sich die Aufnahme anhören, denn {{reasons, list}}.',
  listenIfClose:
    'Wenn zwei benachbarte Niveaus zu unterschiedlichen Entscheidungen führen würden, sollte zuerst ein Mensch zuhören.',
  listenInstead: 'Nur wer sich die Aufnahme anhört, kann den mündlichen Ausdruck beurteilen.',
};

/** What a level of one score alone means at work, as a clause. */
export const levels = {
  vocabulary: {
    A1: 'die Wörter reichen für Namen, Zahlen und das Nötigste',
    A2: 'die Wörter reichen für den Alltag, anderes muss umschrieben werden',
    B1: 'die Wörter reichen für vertraute Arbeitsthemen, Fachliches braucht Vorbereitung',
    B2: 'die Wörter reichen für die meisten Arbeitsthemen, ein fehlendes lässt sich umschreiben',
    C1: 'die Wörter reichen für anspruchsvolle Themen, mit wenigen Lücken',
    C2: 'für jedes Thema sind treffende Wörter da',
  },
  fluency: {
    A1: 'auf die meisten Antworten muss man warten',
    A2: 'kurze Antworten kommen leicht, längere verlangen beim Zuhören Geduld',
    B1: 'längeren Antworten kann man folgen, mit deutlichen Pausen zum Planen',
    B2: 'Antworten kommen flüssig genug für Besprechungen und Anrufe',
    C1: 'Antworten kommen so flüssig, dass das Zuhören kaum Mühe macht',
    C2: 'Antworten kommen mühelos und in jeder Länge',
  },
  accent: {
    A1: 'vielleicht sind nur einige Wörter zu verstehen, Schriftliches sollte das Gesagte ergänzen',
    A2: 'oft muss man nachfragen, vor allem am Telefon',
    B1: 'das meiste ist zu verstehen, manchmal muss man nachfragen',
    B2: 'alles ist gut zu verstehen, nur hier und da ist ein Wort undeutlich',
    C1: 'alles ist leicht zu verstehen, auch am Telefon',
    C2: 'jedes Wort ist ohne Mühe zu verstehen',
  },
};
