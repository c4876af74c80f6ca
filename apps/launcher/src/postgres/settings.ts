/** One laptop, many services with a pool each, mostly short transactions; a commit that was acknowledged is on the disk. */
const COMMON = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '128MB',
  wal_compression: 'on',
  wal_buffers: '16MB',
  min_wal_size: '256MB',
  max_wal_size: '2GB',
  checkpoint_timeout: '10min',
  checkpoint_completion_target: '0.9',
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_duration_statement: '1s',
  log_line_prefix: '%m %q%u@%d ',
};

const DURABLE = { fsync: 'on', synchronous_commit: 'on', full_page_writes: 'on' };

/** For tests only: a crash of the machine, not of the server, loses data. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'on', full_page_writes: 'off' };

export type ServerSettings = {
  readonly port: number;
  readonly isDurable: boolean;
  readonly socketFolder: string | null;
};

/** The settings as parameters of the server: a file in the cluster would keep those of an older version for ever. */
export function serverParameters({ port, isDurable, socketFolder }: ServerSettings): string[] {
  const place = { port: String(port), unix_socket_directories: socketFolder ?? '' };
  const settings = { ...COMMON, ...(isDurable ? DURABLE : FORGETFUL), ...place };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
