// A shop window with three things in it: http://localhost:3000
import { createServer } from 'node:http';
import { formatPrice } from './price.js';

const things = [
  { name: 'Kettle', price: 39.5 },
  { name: 'Teapot', price: 24 },
  { name: 'Two cups', price: 12.9 },
];

const page = `<!doctype html>
<html lang="en">
  <title>The tea shop</title>
  <h1>The tea shop</h1>
  <ul>${things.map(({ name, price }) => `<li>${name}: ${formatPrice(price)}</li>`).join('')}</ul>
</html>`;

const server = createServer((_request, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(page);
}).listen(3000, () => console.log('The shop is open: http://localhost:3000'));

// What a stop begins with: without this the container would be killed after ten seconds.
process.on('SIGTERM', () => server.close());
