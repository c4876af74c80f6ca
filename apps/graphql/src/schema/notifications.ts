import type { Output } from '../upstream/upstream.ts';
import { builder } from './builder.ts';
import { connectionField } from './from-contracts/connection.ts';
import { mutations } from './from-contracts/mutation.ts';
import { output, type Ref } from './from-contracts/outputs.ts';
import { schemaAt } from './from-contracts/procedures.ts';

export const Notice: Ref<Output<'notifications', 'markRead'>> = output('Notice', schemaAt('notifications', 'markRead'));

builder.queryFields((t) => ({
  notices: connectionField(t, Notice, { context: 'notifications', procedure: 'listNotices' }),
}));

mutations('notifications', [
  { procedure: 'markRead', as: 'markNoticeRead', gives: ['notice', Notice] },
  { procedure: 'markAllRead', as: 'markAllNoticesRead' },
]);
