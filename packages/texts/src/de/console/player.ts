/** German: the player of a recording. */
export const player = {
  name: 'Audioplayer',
  whole: 'Ganze Aufnahme',
  at: 'bei',
  all: 'Alle abspielen',
  play: 'Abspielen',
  pause: 'Pause',
  back: '5 Sekunden zurück',
  forward: '5 Sekunden vor',
  position: 'Position in der Aufnahme',
  rate: 'Geschwindigkeit',
  quote: '{{time}}: „{{quote}}“',
  silent:
    'Die Aufnahme lässt sich nicht abspielen: Sie wurde gelöscht, oder dieser Browser unterstützt ihr Format nicht. Die Mitschrift bleibt verfügbar.',
  silentParts_one:
    'Teil {{parts}} der Aufnahme lässt sich nicht abspielen: Dieser Browser unterstützt sein Format nicht, oder er konnte nicht geladen werden. Seine Mitschrift bleibt verfügbar.',
  silentParts_other:
    'Die Teile {{parts}} der Aufnahme lassen sich nicht abspielen: Dieser Browser unterstützt ihr Format nicht, oder sie konnten nicht geladen werden. Ihre Mitschrift bleibt verfügbar.',
};
