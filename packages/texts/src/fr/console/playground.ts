/** French: the page from which recordings are sent. */
export const playground = {
  title: 'Nouvelle analyse',
  hint: 'Envoyez un entretien d’au moins {{minimum}} minutes. Le rapport est prêt en une ou deux minutes.',
  recording: 'Enregistrement',
  from: 'Source de l’enregistrement',
  upload: 'Téléverser',
  microphone: 'Enregistrer',
  drop: 'Déposez un enregistrement ici, ou choisissez un fichier',
  kinds: 'MP3, WAV, M4A, WebM, OGG, Opus, FLAC, ou une vidéo avec du son',
  limits: 'De {{minimum}} à {{maximum}} minutes, {{size}} Mio au plus.',
  link: {
    label: 'Liens vers l’enregistrement',
    hint: 'Le serveur le récupère par HTTPS. Une adresse par ligne : plusieurs sont les parties d’un même enregistrement, dans l’ordre.',
    address: 'Chaque ligne doit être une adresse qui commence par https://.',
    count: 'Un enregistrement compte au plus {{count}} parties.',
    submit: 'Récupérer et démarrer',
  },
  record: 'Commencer l’enregistrement',
  recordHint: 'Enregistre les deux voix avec le micro de cet appareil. Il en faut au moins {{minimum}}.',
  level: 'Niveau du micro',
  pause: 'Pause',
  resume: 'Reprendre',
  stop: 'Arrêter',
  refused: 'Le micro est bloqué. Autorisez-le pour cette page, ou téléversez un fichier.',
  file: 'Fichier',
  unknown: 'inconnue',
  cost: 'Coût',
  perMinute: '1 crédit par minute entamée',
  kept: {
    title: 'Un enregistrement n’a pas été envoyé',
    hint: 'Durée {{length}}, commencé le {{when}}. Il n’est conservé que sur cet appareil, pendant un jour.',
    use: 'Utiliser cet enregistrement',
    discard: 'Abandonner',
  },
  objections: {
    UNSUPPORTED_FORMAT:
      'Ce n’est pas un enregistrement. Choisissez un fichier audio ou une vidéo avec du son.',
    INSUFFICIENT_CREDITS:
      'Cet enregistrement coûte {{cost}} crédits, et {{available}} sont disponibles. L’exploitant de ce serveur peut en ajouter.',
    FILE_TOO_LARGE:
      'Ce fichier est trop volumineux : {{size}} Mio au plus. Enregistrez-le en MP3, M4A ou Opus.',
    AUDIO_TOO_SHORT:
      'Cet enregistrement est trop court pour être noté : il faut au moins {{minimum}} minutes.',
    AUDIO_TOO_LONG:
      'Cet enregistrement est trop long. Réduisez-le à l’entretien, {{maximum}} minutes au plus.',
  },
  uploading: 'Téléversement de l’enregistrement',
  checking: 'Vérification du format et de la durée de l’enregistrement',
  submit: 'Analyser',
  notice:
    'N’analysez que des personnes qui le savent. Presque partout il faut les prévenir, et quelqu’un doit pouvoir corriger le résultat.',
  about: 'À propos de l’enregistrement',
  candidate: 'Candidat ou candidate',
  candidateHint: 'Enregistré comme métadonnée « candidate » et affiché comme titre du rapport.',
  externalIdHint:
    'Votre propre identifiant de la personne, pour retrouver, remettre et effacer tout ce qui la concerne.',
  tags: 'Étiquettes',
  tagsHint: 'Séparées par des virgules, 20 au plus.',
  metadata: 'Métadonnées',
  metadataHint: 'Un « nom: valeur » par ligne.',
  consent: 'Notice acceptée',
  projectHint: 'Ses règles s’appliquent : quelle notice il faut, et combien compte la prononciation.',
  consentRequired:
    'Seuls les enregistrements de personnes qui ont accepté une notice sont pris ici : donnez sa version, par exemple 2026-1.',
  consentHint: 'Sa version, par exemple 2026-1. Certains projets l’exigent.',
  accommodation: 'Transcription seule',
  languageHint:
    'Cette langue est notée par des modèles choisis par l’exploitant : l’enregistrement leur est envoyé.',
  accommodationHint: 'Sans notes : pour les personnes qu’une note automatique traiterait injustement.',
  code: 'La même requête en code',
  codeAs: 'Format du code',
  docs: 'Référence de l’API',
  externalId: 'Identifiant externe',
} as const;
