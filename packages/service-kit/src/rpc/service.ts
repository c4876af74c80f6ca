import type { Contract, OutputOf, ParsedInputOf, ProcedureDefinition } from '@haat/contracts';
import type { Actor, Intent } from '@haat/domain';
import type { FastifyInstance } from 'fastify';
import type { Database } from '../database/database.ts';
import type { Subscription } from '../messaging/subscription.ts';
import type { Worker } from '../work/worker.ts';
import type { RequestHeaders } from './request-headers.ts';

/** One call of a procedure after access and input were checked. */
export type Call<P> = {
  readonly input: ParsedInputOf<P>;
  readonly actor: Actor;
  /** The actor with the idempotency claim; hand it to the unit of work. */
  readonly intent: Intent;
  /** What the request said beside its input; empty where another service of this process calls. */
  readonly headers: RequestHeaders;
  /** Adds a `Set-Cookie` line to the answer, if it can carry one. */
  readonly setCookie: (line: string) => void;
};

export type Handler<P> = (call: Call<P>) => Promise<OutputOf<P>>;

/** One handler for each procedure of a contract. */
export type Handlers<C extends Contract> = {
  readonly [Name in keyof C['procedures']]: Handler<C['procedures'][Name]>;
};

/** All that a context is made of, before anything listens or runs. */
export type Service<C extends Contract = Contract> = {
  readonly name: string;
  readonly contract: C;
  readonly handlers: Handlers<C>;
  readonly subscriptions: readonly Subscription[];
  readonly workers: readonly Worker[];
  readonly database: Database;
  /** Raw routes that are no procedures, such as a provider's webhook. */
  readonly plugins?: (app: FastifyInstance) => void;
};

/** A service whose procedures are not known to the types, for code that serves any of them. */
export type AnyService = Omit<Service, 'contract' | 'handlers'> & {
  readonly contract: Contract;
  readonly handlers: { readonly [name: string]: (call: Call<ProcedureDefinition>) => Promise<unknown> };
};
