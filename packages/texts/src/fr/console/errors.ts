/** French: what the API refuses and why runs fail. */
export const errors = {
  request: {
    WEAK_PASSWORD: 'Ce mot de passe est trop facile à deviner ou ne compte pas de 12 à 200 caractères.',
    INVALID_CREDENTIALS: 'Le mot de passe est incorrect ou ne correspond pas à cette adresse e-mail.',
    INVALID_CODE: 'Ce code est incorrect, a expiré ou a déjà servi. Utilisez le suivant.',
    INVALID_PASSKEY: 'Cette clé d’accès n’a pas été acceptée. Réessayez ou connectez-vous autrement.',
    INVALID_LINK: 'Ce lien n’est plus valable. Demandez-en un nouveau.',
    INVALID_SETUP_TOKEN: 'Ce n’est pas le code d’installation que le serveur a affiché au démarrage.',
    SETUP_DONE: 'Ce serveur est déjà configuré. Connectez-vous.',
    SESSION_EXPIRED: 'Votre session est terminée. Connectez-vous de nouveau.',
    SSO_REQUIRED: 'Votre organisation n’autorise la connexion que par son fournisseur d’identité.',
    SECOND_FACTOR_REQUIRED:
      'Votre organisation exige un second facteur. Configurez-en d’abord un sur la page de votre compte.',
    REAUTHENTICATION_REQUIRED: 'Saisissez d’abord de nouveau votre mot de passe.',
    EMAIL_TAKEN: 'Cette adresse e-mail est déjà utilisée ici.',
    NAME_TAKEN: 'Ce nom est déjà pris.',
    LAST_OWNER: 'C’est le seul propriétaire. Nommez d’abord une autre personne propriétaire.',
    CONSENT_REQUIRED: 'Un consentement est requis : indiquez la notice que la personne a acceptée.',
    UNSUPPORTED_FORMAT: 'Ce fichier n’est pas un enregistrement lisible.',
    AUDIO_DURATION_UNAVAILABLE:
      'La durée de cet enregistrement est illisible. Le fichier est peut-être endommagé.',
    MISSING_PERMISSION: 'Votre rôle ne le permet pas.',
    RUN_NOT_FOUND: 'Cet enregistrement n’existe pas ou a été effacé.',
    RUN_NOT_FINISHED: 'L’analyse n’est pas encore terminée.',
    RUN_CHANGED: 'Quelqu’un d’autre a modifié ce résultat en même temps. Vérifiez-le et réessayez.',
    RESCORING_NOT_POSSIBLE: 'Ce résultat ne peut pas être recalculé. Envoyez de nouveau l’enregistrement.',
    TOO_MANY_ATTEMPTS: 'Il y a eu trop de tentatives. Attendez quelques minutes.',
    RATE_LIMIT_EXCEEDED: 'Il y a eu trop de demandes. Attendez une minute et réessayez.',
    STORAGE_FULL: 'Le serveur manque d’espace disque. Réessayez plus tard.',
    SERVICE_WARMING_UP: 'Le serveur est encore en train de démarrer. Réessayez dans un instant.',
    INTERNAL_ERROR: 'Une erreur s’est produite sur le serveur.',
  },
  run: {
    NO_SPEECH_DETECTED: 'Aucune parole n’a été trouvée dans l’enregistrement.',
    CANDIDATE_SPEECH_INSUFFICIENT:
      'La personne évaluée parle trop peu dans cet enregistrement pour être notée.',
    AUDIO_DECODE_FAILED: 'L’enregistrement n’a pas pu être lu. Le fichier est peut-être endommagé.',
    TRANSCRIPTION_FAILED: 'Les mots n’ont pas pu être reconnus.',
    SCORING_FAILED: 'Les scores n’ont pas pu être calculés.',
    PROCESSING_TIMEOUT: 'L’analyse a duré trop longtemps et a été arrêtée.',
    INTERNAL_ERROR: 'Une erreur s’est produite sur le serveur pendant l’analyse.',
  },
} as const;
