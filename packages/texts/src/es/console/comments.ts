/** Spanish: comments of colleagues on a recording. */
export const comments = {
  title: 'Comentarios',
  hint: 'Para quienes revisan grabaciones. Los enlaces compartidos y los informes descargados nunca muestran comentarios.',
  onWhole: 'Comentario sobre la grabación',
  onMoment: 'Comentario en {{time}}',
  open: 'Comentar lo que se dijo en {{time}}',
  write: 'Comentar',
  whole: 'sobre toda la grabación',
  delete: 'Eliminar',
  deleteOnWhole: 'Eliminar su comentario sobre toda la grabación',
  deleteAt: 'Eliminar su comentario en {{time}}',
  deleteTitle: '¿Eliminar su comentario?',
  deleteHint: 'Los demás dejarán de verlo. No se puede recuperar.',
  how: 'Use el bocadillo para comentar un momento.',
} as const;
