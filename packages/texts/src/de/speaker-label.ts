/** German: what a speaker is called whom nobody has named, numbered from 1. */
export const speakerLabel = 'Stimme {{number}}';
