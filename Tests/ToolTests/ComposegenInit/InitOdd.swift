extension InitFixtures {
  /// Names, ports and layouts that nobody planned for.
  static let odd: [InitFixture] = [
    InitFixture(
      "one-server",
      [
        "package.json": package(
          "one-server", ["start": "node server.js", "dev": "nodemon server.js"],
          needs: ["express", "ioredis"]),
        "server.js":
          "app.get('/health', ok); app.listen(process.env.PORT || 8000); process.env.SESSION_SECRET",
        "package-lock.json": "{}", ".env": "SESSION_SECRET=rootsecret0123456789\nPORT=8000\n",
      ],
      #"""
      one-server - node 24 npm@-
      service one-server node apps/one-server one-server 8000 docker /health . . [node apps/one-server/server.js] dev ["redis"]
      store redis redis redis:8-alpine one_server one_server
      variable SESSION_SECRET string secret []
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "one-site",
      [
        "package.json": package(
          "one-site", ["dev": "next dev", "build": "next build", "start": "next start"],
          needs: ["next"]), "app/page.tsx": "", "yarn.lock": "# yarn lockfile v1\n",
        "Dockerfile": "FROM --platform=linux/amd64 node:22-bookworm-slim@sha256:abc AS base\n",
      ],
      #"""
      one-site - node 22 yarn@1 node:22-bookworm-slim
      service one-site nextjs apps/one-site one-site 3000 docker / . .next [node apps/one-site/server.js] dev []
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "nest-monorepo",
      [
        "package.json": package(
          "nest-monorepo",
          ["start:dev": "nest start --watch", "start:prod": "node dist/apps/orders/main"],
          needs: ["@nestjs/core"]), "package-lock.json": "{}",
        "nest-cli.json":
          #"{ "monorepo": true, "root": "apps/orders", "projects": { "orders": { "type": "application" } } }"#,
        "apps/orders/src/main.ts": "await app.listen(3005);",
        "apps/orders/src/x.controller.ts": "@Controller() class X { @Get('status') s() {} }",
      ],
      #"""
      nest - node 24 npm@-
      service nest-monorepo nestjs apps/nest-monorepo nest-monorepo 3005 docker /status . dist [node apps/nest-monorepo/dist/apps/orders/main.js] start:dev []
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "clashing-ports",
      [
        "package.json": package(
          "clashing-ports", more: #""workspaces": ["apps/*"], "packageManager": "npm@10.0.0""#),
        "package-lock.json": "{}", "turbo.json": turbo,
        "apps/a/package.json": package("a", ["dev": "next dev"], needs: ["next"]),
        "apps/a/app/x.tsx": "",
        "apps/b/package.json": package("b", ["dev": "next dev -p 3000"], needs: ["next"]),
        "apps/b/app/x.tsx": "",
        "apps/c/package.json": package("c", ["dev": "next dev -p 3100"], needs: ["next"]),
        "apps/c/app/x.tsx": "",
        "apps/d/package.json": package("d", ["dev": "next dev -p 3100"], needs: ["next", "pg"]),
        "apps/d/app/x.tsx": "",
        "apps/e/package.json": package(
          "e", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/e/server.js": "app.listen(8080)",
        "apps/f/package.json": package(
          "f", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/f/server.js": "app.listen(80)",
        "apps/g/package.json": package(
          "g", ["dev": "node server.js", "start": "node server.js"], needs: ["express"]),
        "apps/g/server.js": "app.listen(5432)",
      ],
      #"""
      clashing-ports - node 24 npm@10.0.0 turbo
      service a nextjs apps/a a 3001 docker / . .next [node apps/a/server.js] dev []
      service b nextjs apps/b b 3000 docker / . .next [node apps/b/server.js] dev []
      service c nextjs apps/c c 3100 docker / . .next [node apps/c/server.js] dev []
      service d nextjs apps/d d 3101 docker / . .next [node apps/d/server.js] dev ["postgres"]
      service e node apps/e e 8080 docker /health . . [node apps/e/server.js] dev []
      service f node apps/f f 3002 docker /health . . [node apps/f/server.js] dev []
      service g node apps/g g 5432 docker /health . . [node apps/g/server.js] dev []
      store postgres postgres postgres:17-alpine clashing_ports clashing_ports
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "names",
      [
        "package.json":
          "{ \"name\": \"@names/app\", \"workspaces\": [\"apps/*\", \"packages/*\", \"../outside\", \"/etc\", 7] }",
        "package-lock.json": "{}", "turbo.json": turbo,
        "apps/one/package.json": package("@x/api", ["dev": "next dev"], needs: ["next"]),
        "apps/two/package.json": package("@y/api", ["dev": "next dev"], needs: ["next"]),
        "apps/3d-viewer/package.json": package("3d-viewer", ["dev": "next dev"], needs: ["next"]),
        "apps/adminer/package.json": package("adminer", ["dev": "next dev"], needs: ["next"]),
        "apps/noName/package.json":
          #"{ "scripts": { "dev": "next dev" }, "dependencies": { "next": "15" } }"#,
        "apps/long/package.json": package(
          "a-very-long-name-of-a-service-that-nobody-types", ["dev": "next dev"], needs: ["next"]),
        "apps/with space/package.json": package("with-space", ["dev": "next dev"], needs: ["next"]),
        "apps/(group)/package.json": package("group", ["dev": "next dev"], needs: ["next"]),
        "apps/ümlaut/package.json": package("umlaut", ["dev": "next dev"], needs: ["next"]),
        "packages/Shared_Lib/package.json": package("Shared_Lib"),
        "packages/.hidden/package.json": package("hidden"),
      ],
      #"""
      names - node 24 npm@- turbo
      package packages/Shared_Lib . dist
      service app-3d-viewer nextjs apps/3d-viewer 3d-viewer 3000 docker / . .next [node apps/3d-viewer/server.js] dev []
      service apps-adminer nextjs apps/adminer adminer 3001 docker / . .next [node apps/adminer/server.js] dev []
      service a-very-long-name-of-a nextjs apps/long a-very-long-name-of-a-service-that-nobody-types 3002 docker / . .next [node apps/long/server.js] dev []
      service no-name nextjs apps/noName noname 3003 docker / . .next [node apps/noName/server.js] dev []
      service api nextjs apps/one @x/api 3004 docker / . .next [node apps/one/server.js] dev []
      service y-api nextjs apps/two @y/api 3005 docker / . .next [node apps/two/server.js] dev []
      pipeline ["main"] lint format:check check-types test -
      """#),
    InitFixture(
      "slim-images",
      [
        "package.json": package("slim-images", more: #""workspaces": ["apps/*"]"#),
        "package-lock.json": "{}",
        "apps/bot/package.json": package(
          "bot", ["start": "node dist/bot.js", "build": "tsc"], needs: ["discord.js"]),
        "apps/bot/src/bot.ts": "client.login(process.env.DISCORD_TOKEN)",
        "apps/bot/Dockerfile": "ARG X=1\nFROM node:20-slim AS base\nEXPOSE 9100/tcp\n",
        "apps/edge/package.json": package(
          "edge", ["dev": "wrangler dev", "deploy": "wrangler deploy"], needs: ["hono"],
          builds: ["wrangler"]), "apps/edge/src/index.ts": "",
        "apps/desktop/package.json": package(
          "desktop", ["dev": "electron-vite dev"], builds: ["electron"]),
        "apps/desktop/src/main.ts": "",
      ],
      #"""
      slim-images - node 20 npm@- node:20-slim
      service bot node apps/bot bot 9100 docker /health src dist [node apps/bot/dist/bot.js] start []
      service desktop node apps/desktop desktop 3000 none /health src dist [node apps/desktop/dist/index.js] dev []
      service edge node apps/edge edge 8787 none /health src dist [node apps/edge/dist/index.js] dev []
      variable DISCORD_TOKEN string secret ["bot"]
      pipeline ["main"] lint format:check check-types test -
      """#),
  ]
}
