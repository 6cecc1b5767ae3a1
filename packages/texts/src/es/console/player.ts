/** Spanish: the player of a recording. */
export const player = {
  name: 'Reproductor de audio',
  whole: 'Grabación entera',
  at: 'en',
  all: 'Reproducir todo',
  play: 'Reproducir',
  pause: 'Pausa',
  back: '5 segundos atrás',
  forward: '5 segundos adelante',
  position: 'Posición en la grabación',
  rate: 'Velocidad',
  quote: '{{time}}: «{{quote}}»',
  silent:
    'La grabación no se puede reproducir: se borró, o este navegador no admite su formato. La transcripción sigue disponible.',
  silentParts_one:
    'La parte {{parts}} de la grabación no se puede reproducir: este navegador no admite su formato, o no se pudo cargar. Su transcripción sigue disponible.',
  silentParts_many:
    'Las partes {{parts}} de la grabación no se pueden reproducir: este navegador no admite su formato, o no se pudieron cargar. Su transcripción sigue disponible.',
  silentParts_other:
    'Las partes {{parts}} de la grabación no se pueden reproducir: este navegador no admite su formato, o no se pudieron cargar. Su transcripción sigue disponible.',
};
