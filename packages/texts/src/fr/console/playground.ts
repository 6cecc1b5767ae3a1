/** French: the page from which recordings are sent. */
export const playground = {
  title: 'Nouvelle analyse',
  hint: 'Envoyez un entretien d’au moins {{minimum}} minutes. L’analyse prend un certain temps, d’autant plus que l’enregistrement est long ; la page de l’analyse indique le temps restant.',
  recording: 'Enregistrement',
  from: 'Source de l’enregistrement',
  upload: 'Téléverser',
  microphone: 'Enregistrer',
  drop: 'Déposez un enregistrement ici, ou choisissez un fichier',
  several:
    'Plusieurs à la fois aussi : chacun est analysé séparément, ou tous ensemble comme parties d’un même entretien.',
  kinds: 'MP3, WAV, M4A, WebM, OGG, Opus, FLAC, ou une vidéo avec du son',
  limits: 'De {{minimum}} à {{maximum}} minutes, {{size}} Mio au plus.',
  link: {
    label: 'Liens vers l’enregistrement',
    hint: 'Le serveur le récupère par HTTPS. Une adresse par ligne : plusieurs sont les parties d’un même enregistrement, dans l’ordre.',
    address: 'Chaque ligne doit être une adresse qui commence par https://.',
    count: 'Un enregistrement compte au plus {{count}} parties.',
  },
  record: 'Commencer l’enregistrement',
  recordHint: 'Enregistre les deux voix avec le micro de cet appareil. Il faut au moins {{minimum}}.',
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
  parts: {
    switch: 'Ces fichiers sont les parties d’un même entretien',
    hint: 'Ils forment une seule analyse avec un seul rapport, dans l’ordre ci-dessous. {{count}} parties au plus ; les limites de durée et de taille valent pour l’ensemble.',
    title: 'Parties de l’entretien, dans l’ordre',
    total: 'En tout {{length}} · {{size}}',
    part: '{{part}}. {{name}}',
    up: 'Monter',
    down: 'Descendre',
    moved: '{{name}} est maintenant la partie {{part}} sur {{total}}.',
    removeAll: 'Retirer toutes les parties',
    foreign: 'Ce n’est pas un enregistrement : retirez ce fichier, ou ajoutez le bon.',
    refused: 'Le serveur n’a pas accepté cette partie.',
    objections: {
      UNSUPPORTED_FORMAT:
        'L’une des parties n’est pas un enregistrement. Retirez-la, ou ajoutez le bon fichier.',
      FILE_TOO_LARGE:
        'Les parties sont trop volumineuses ensemble : {{size}} Mio au plus. Enregistrez-les en MP3, M4A ou Opus.',
      AUDIO_TOO_SHORT:
        'Les parties sont trop courtes ensemble pour être notées : il faut au moins {{minimum}} minutes.',
      AUDIO_TOO_LONG:
        'Les parties sont trop longues ensemble : {{maximum}} minutes au plus. Retirez-en, ou raccourcissez-les.',
      TOO_MANY_PARTS: 'Un enregistrement compte au plus {{count}} parties. Retirez-en.',
    },
  },
  queue: {
    title: 'Enregistrements à analyser',
    about: 'À propos de tous ces enregistrements',
    size: '{{size}} Mio',
    waiting: 'En attente de son tour',
    submitted: 'Envoyé.',
    show: 'Ouvrir l’analyse',
    cancelled: 'Vous avez annulé ce téléversement.',
    arrived:
      'Un essai précédent est arrivé avec d’autres indications : cet enregistrement figure déjà dans la liste.',
    done: '{{done}} sur {{total}} envoyés.',
    current: 'En cours de téléversement : {{name}}.',
    failed_one: '{{count}} enregistrement n’a pas pu être envoyé.',
    failed_many: '{{count}} d’enregistrements n’ont pas pu être envoyés.',
    failed_other: '{{count}} enregistrements n’ont pas pu être envoyés.',
    retryAll: 'Réessayer tous ceux qui ont échoué',
    clear: 'Retirer de la liste ceux qui sont envoyés',
    cost: 'Coût total : {{cost}} crédits sur {{available}} disponibles.',
    tooMuch:
      'Ces enregistrements coûtent {{cost}} crédits en tout, et {{available}} sont disponibles. Retirez-en, ou demandez à l’exploitant de ce serveur d’en ajouter.',
    submit_one: 'Analyser {{count}} enregistrement',
    submit_many: 'Analyser {{count}} d’enregistrements',
    submit_other: 'Analyser {{count}} enregistrements',
  },
  uploading: 'Téléversement de l’enregistrement',
  checking: 'Vérification du format et de la durée de l’enregistrement',
  submit: 'Analyser',
  notice:
    'N’analysez que des personnes qui le savent. Presque partout il faut les prévenir, et quelqu’un doit pouvoir corriger le résultat.',
  about: 'À propos de l’enregistrement',
  candidate: 'Candidat ou candidate',
  candidateHint: 'Affiché comme titre du rapport et dans la liste des enregistrements.',
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
