export * from './firebase-auth.ts';
export * from './rest-client.ts';
