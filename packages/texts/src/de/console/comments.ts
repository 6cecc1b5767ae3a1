/** German: comments of colleagues on a recording. */
export const comments = {
  title: 'Kommentare',
  hint: 'Für alle, die Aufnahmen prüfen dürfen. Geteilte Links und heruntergeladene Berichte zeigen keine Kommentare.',
  onWhole: 'Kommentar zur Aufnahme',
  onMoment: 'Kommentar bei {{time}}',
  open: 'Kommentieren, was bei {{time}} gesagt wurde',
  write: 'Kommentieren',
  whole: 'zur ganzen Aufnahme',
  delete: 'Löschen',
  deleteOnWhole: 'Ihren Kommentar zur ganzen Aufnahme löschen',
  deleteAt: 'Ihren Kommentar bei {{time}} löschen',
  deleteTitle: 'Ihren Kommentar löschen?',
  deleteHint: 'Andere sehen ihn dann nicht mehr. Er lässt sich nicht wiederherstellen.',
  how: 'Mit der Sprechblase kommentieren Sie eine Stelle.',
} as const;
