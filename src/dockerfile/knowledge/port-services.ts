// What usually listens on a port, and which ports an image of a program usually has. Source: IANA's registry of services,
// and the documentation of the official images.

const services: Readonly<Record<number, string>> = {
  22: 'SSH',
  25: 'SMTP',
  53: 'DNS',
  80: 'HTTP',
  443: 'HTTPS',
  1433: 'Microsoft SQL Server',
  1883: 'MQTT',
  2181: 'ZooKeeper',
  2379: 'etcd',
  3000: 'Node.js, Rails',
  3306: 'MySQL, MariaDB',
  4200: 'Angular',
  5000: 'Flask',
  5173: 'Vite',
  5432: 'PostgreSQL',
  5672: 'RabbitMQ',
  6379: 'Redis, Valkey',
  8000: 'Django, Uvicorn',
  8080: 'HTTP',
  8443: 'HTTPS',
  8888: 'Jupyter',
  9000: 'PHP-FPM',
  9090: 'Prometheus',
  9092: 'Kafka',
  9200: 'Elasticsearch',
  9229: 'Node.js (debugger)',
  11211: 'memcached',
  15672: 'RabbitMQ (management)',
  27017: 'MongoDB',
};

/** undefined where nothing is usual. */
export function usualService(port: number): string | undefined {
  return services[port];
}

export const usualPorts: readonly { readonly port: number; readonly service: string }[] = Object.entries(services).map(
  ([port, service]) => ({ port: Number(port), service }),
);
