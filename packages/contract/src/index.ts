export * from './analysis.ts';
export * from './credits.ts';
export * from './errors.ts';
export * from './health.ts';
export * from './poll.ts';
export * from './scale.ts';
export * from './submit.ts';
export * from './transcript.ts';
