/** French: comments of colleagues on a recording. */
export const comments = {
  title: 'Commentaires',
  hint: 'Pour les collègues qui relisent les rapports. Les liens partagés et les rapports téléchargés ne montrent jamais les commentaires.',
  onWhole: 'Commentaire sur l’enregistrement',
  onMoment: 'Commentaire à {{time}}',
  open: 'Commenter ce qui a été dit à {{time}}',
  write: 'Commenter',
  whole: 'sur tout l’enregistrement',
  delete: 'Supprimer',
  deleteOnWhole: 'Supprimer votre commentaire sur tout l’enregistrement',
  deleteAt: 'Supprimer votre commentaire à {{time}}',
  deleteTitle: 'Supprimer votre commentaire ?',
  deleteHint: 'Vos collègues ne le verront plus. Il ne pourra pas être restauré.',
  how: 'Utilisez la bulle pour commenter un passage.',
} as const;
