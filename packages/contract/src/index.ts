export * from './analysis.ts';
export * from './errors.ts';
export * from './poll.ts';
export * from './scale.ts';
export * from './transcript.ts';
