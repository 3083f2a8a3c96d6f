extension InitFixtures {
  /// Large workspaces, where not everything that runs is deployed.
  static let crowds: [InitFixture] = [
    InitFixture(
      "crowd",
      [
        "package.json": package(
          "crowd-monorepo", builds: ["turbo"], more: #""packageManager": "pnpm@10.4.0""#),
        "pnpm-workspace.yaml":
          "packages: ['apps/*', 'apps/api/*', 'packages/*', 'playground/*']\n",
        "pnpm-lock.yaml": "lockfileVersion: '9.0'\n", "turbo.json": turbo,
        "docker/local/compose.yaml": "services:\n  cache:\n    image: redis:7.4\n",
        ".env.example": "SITE_URL=http://localhost:4100\nAUTH_MODE=open\n",
        // A proxy, with what it leads to in its own folder.
        "apps/api/package.json": package(
          "proxy", ["dev": "node index.js"], needs: ["express"]),
        "apps/api/index.js":
          "const inner = require('./routes')\napp.use('/inner', inner)\nhttp.createServer(app).listen(4200)",
        "apps/api/routes/index.js":
          "import { health } from './health.js'\nrouter.use('/ops', health)",
        "apps/api/routes/health.js": "router.get<{}, Answer>('/ready', (q, a) => {})",
        "apps/api/v2/package.json": package(
          "api-v2",
          [
            "dev": "docker compose up -d && nest start", "start": "nest start",
            "start:prod": "bun --bun dist/main", "build": "nest build",
          ],
          needs: ["@nestjs/core"]),
        "apps/api/v2/src/main.ts":
          "app.setGlobalPrefix(`${BASE}`)\napp.enableVersioning({ type: VersioningType.URI, prefix: `${BASE}v`, defaultVersion: '1' })\napp.listen(process.env.V2_PORT ?? 4300)",
        "apps/api/v2/src/health.controller.ts":
          "@Controller('health')\nclass X { @Get() check() {} }",
        "apps/blog/package.json": package(
          "blog", ["dev": "remix vite:dev", "start": "remix-serve build/server/index.js"],
          needs: ["@remix-run/serve"], builds: ["@remix-run/dev", "vite"]),
        "apps/edge/package.json": package(
          "edge", ["dev": "wrangler dev", "start": "wrangler dev"], builds: ["wrangler"]),
        "apps/hooks/package.json": package(
          "hooks", ["dev": "nitro dev", "build": "nitro build"], builds: ["nitropack"]),
        "apps/site/package.json": package(
          "site", ["dev": "vite dev --port 4100 --host", "build": "vite build"],
          needs: ["@tanstack/react-start"], builds: ["vite"]),
        "apps/workshop/package.json": package(
          "workshop", ["dev": "storybook dev -p 6006"], builds: ["storybook"]),
        "apps/jobs/package.json": package(
          "jobs", ["dev": "nodemon", "start": "node -r early/register src/index.ts"],
          needs: ["express"], builds: ["early", "nodemon"]),
        "apps/jobs/src/index.ts": "",
        "apps/mail/package.json": package(
          "mail", ["dev": "nodemon", "start": "tsx src/index.ts"], needs: ["express"],
          builds: ["nodemon", "tsx"]),
        "apps/mail/src/index.ts": "",
        "apps/mail/Dockerfile":
          "FROM node:24-alpine\nCMD [\"node\", \"apps/mail/dist/index.js\"]\n",
        "apps/panel/package.json": package(
          "panel", ["dev": "pnpm serve", "serve": "vite --host 0.0.0.0", "build": "vite build"],
          builds: ["vite"]), "apps/panel/index.html": "",
        "packages/cli/package.json": package(
          "crowd-cli", ["start": "nodemon"], needs: ["ws"], more: #""bin": "dist/cli.js""#),
        "packages/module/package.json": package(
          "module", ["dev": "nuxi dev play", "build": "nuxt-module-build"], builds: ["nuxt"],
          more: #""main": "./dist/module.cjs""#),
        "packages/widget/package.json": package(
          "widget", ["dev": "vite", "build": "vite build"], builds: ["vite"],
          more: #""exports": { ".": { "import": "./dist/widget.js" } }"#),
        "packages/widget/index.html": "",
        "packages/parts/package.json": package(
          "parts", ["preview": "vite preview", "build": "vite build"], builds: ["vite"]),
        "packages/parts/index.html": "",
        "playground/next/package.json": package("play", ["dev": "next dev"], needs: ["next"]),
      ],
      #"""
      crowd - node 24 pnpm@10.4.0 turbo
      package packages/cli . dist
      package packages/module . dist
      package packages/parts . dist
      package packages/widget . dist
      service proxy node apps/api proxy 4200 docker /inner/ops/ready . . [node apps/api/index.js] dev []
      service api-v2 nestjs apps/api/v2 api-v2 4300 docker /v1/health src dist [node apps/api/v2/dist/main.js] start []
      service blog node apps/blog blog 5173 docker / . build [pnpm --dir apps/blog run start] dev []
      service edge node apps/edge edge 8787 none /health . dist [node apps/edge/dist/index.js] dev []
      service hooks node apps/hooks hooks 3000 docker /health . .output [node apps/hooks/.output/server/index.mjs] dev []
      service jobs node apps/jobs jobs 3001 docker /health src . [pnpm --dir apps/jobs run start] dev []
      service mail node apps/mail mail 3002 docker /health src dist [node apps/mail/dist/index.js] dev []
      service panel static apps/panel panel 5174 docker / . dist [nginx -g daemon off;] dev []
      service site node apps/site site 4100 docker / . .output [node apps/site/.output/server/index.mjs] dev []
      service workshop static apps/workshop workshop 6006 none /health . storybook-static [nginx -g daemon off;] dev []
      service play nextjs playground/next play 3003 none /health . .next [node playground/next/server.js] dev []
      store cache redis redis:7.4 crowd crowd
      variable AUTH_MODE string example open []
      variable SITE_URL url from site.url []
      variable V2_PORT string optional ["api-v2"]
      pipeline ["main"] lint format:check check-types test -
      """#)
  ]
}
