/** French: the player of a recording. */
export const player = {
  name: 'Lecteur audio',
  whole: 'Enregistrement entier',
  at: 'à',
  all: 'Tout écouter',
  play: 'Lire',
  pause: 'Pause',
  back: '5 secondes en arrière',
  forward: '5 secondes en avant',
  position: 'Position dans l’enregistrement',
  rate: 'Vitesse',
  quote: '{{time}} : « {{quote}} »',
  silent:
    'L’enregistrement ne peut pas être lu : il a été effacé, ou ce navigateur ne connaît pas son format. La transcription reste disponible.',
  silentParts_one:
    'La partie {{parts}} de l’enregistrement ne peut pas être lue : ce navigateur ne connaît pas son format, ou elle n’a pas pu être chargée. Sa transcription reste disponible.',
  silentParts_many:
    'Les parties {{parts}} de l’enregistrement ne peuvent pas être lues : ce navigateur ne connaît pas leur format, ou elles n’ont pas pu être chargées. Leur transcription reste disponible.',
  silentParts_other:
    'Les parties {{parts}} de l’enregistrement ne peuvent pas être lues : ce navigateur ne connaît pas leur format, ou elles n’ont pas pu être chargées. Leur transcription reste disponible.',
};
