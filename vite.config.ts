/** The pages browsers load, one folder each; also the development server with its way to the hub. */
import { existsSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';

const pages = ['home', 'display', 'counter', 'dispenser', 'rating', 'supervisor'];
const present = pages.filter((page) => existsSync(`${import.meta.dirname}/${page}/index.html`));

const hub = `http://${process.env['PAIHAO_HOST'] || '127.0.0.1'}:${process.env['PAIHAO_PORT'] || '8080'}`;

/** The hub serves `/display`, a development server `/display/`: the way there keeps its query. */
const pageAddresses: Plugin = {
  name: 'page-addresses',
  configureServer(server) {
    server.middlewares.use((request, response, next) => {
      const [path = '', query] = (request.url ?? '').split('?', 2);
      const page = path === '/' ? 'home' : present.find((name) => path === `/${name}`);
      if (page === undefined) return next();
      response.writeHead(302, { Location: `/${page}/${query === undefined ? '' : `?${query}`}` }).end();
    });
  },
};

export default defineConfig({
  root: import.meta.dirname,
  publicDir: existsSync(`${import.meta.dirname}/ui/public`) ? 'ui/public' : false,
  appType: 'mpa',
  plugins: [pageAddresses],
  build: {
    outDir: 'dist/pages',
    manifest: 'manifest.json',
    target: ['chrome87', 'safari14', 'firefox78'], // screens in halls are seldom new
    // Strict content security: nothing inline, no data: addresses.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: Object.fromEntries(present.map((page) => [page, `${page}/index.html`])),
    },
  },
  server: {
    proxy: {
      '/api': hub,
      '/t/': hub,
      '/assets': hub,
      '/healthz': hub,
      '/readyz': hub,
      '/metrics': hub,
      '/socket.io': { target: hub, ws: true },
    },
  },
});
