export * from './user/initial-admins.ts';
export * from './user/sign-in.ts';
export * from './user/user.errors.ts';
export * from './user/user.ts';
