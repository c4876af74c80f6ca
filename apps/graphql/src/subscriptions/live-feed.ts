/** Where subscriptions get their events from; who offers it decides who may hear what. */

export interface LiveFeed {}
