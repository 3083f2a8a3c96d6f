/// What a service is built with: how it is told, and what follows from it.
struct Framework: Sendable {
  /// The stack's frameworks, and what it has no images for.
  enum Kind: String, Sendable { case nestjs, nextjs, node, `static`, undeployed }

  /// What people call it.
  let name: String
  let kind: Kind
  /// Packages of which a service has at least one.
  let packages: [String]
  /// Programs of which a script runs at least one. Empty: whatever runs a server of Node.js.
  var programs: Set<String> = []
  /// The port it takes where nobody says another.
  var port = 3000
  /// The folder its build writes, where it isn't the stack's default for the kind.
  var output: String?
  /// The file that production runs, below the service's folder; `nil` for the stack's default.
  var entry: String?
  /// Whether its development server listens on localhost and on its own port, whatever `HOST` and
  /// `PORT` say, so that its script has to.
  var isLocal = false
  /// Whether programs use it to talk to servers, too.
  var isClient = false
  /// Whether it is for those who write the application, and not for those who use it.
  var isAside = false
  /// What answers 200 where there is no route for health checks.
  var healthPath: String?

  /// Rows are tried from the top; the first that fits wins. To add a framework, add a row.
  static let all: [Framework] = [
    // What runs on phones, desktops, in browsers' or editors' extensions, or on other's servers.
    Framework(name: "Expo", kind: .undeployed, packages: ["expo"], programs: ["expo"], port: 8081),
    Framework(
      name: "React Native", kind: .undeployed, packages: ["react-native"],
      programs: ["react-native"], port: 8081),
    Framework(
      name: "Electron", kind: .undeployed, packages: ["electron"],
      programs: ["electron", "electron-vite", "electron-forge"]),
    Framework(name: "Tauri", kind: .undeployed, packages: ["@tauri-apps/cli"], programs: ["tauri"]),
    Framework(name: "Plasmo", kind: .undeployed, packages: ["plasmo"], programs: ["plasmo"]),
    Framework(name: "WXT", kind: .undeployed, packages: ["wxt"], programs: ["wxt"]),
    // Servers that render pages.
    Framework(
      name: "Next.js", kind: .nextjs, packages: ["next"], programs: ["next"], healthPath: "/"),
    Framework(name: "NestJS", kind: .nestjs, packages: ["@nestjs/core"], programs: ["nest"]),
    Framework(
      name: "Nuxt", kind: .node, packages: ["nuxt", "nuxt3", "nuxt-edge"],
      programs: ["nuxt", "nuxi"], output: ".output", entry: ".output/server/index.mjs",
      healthPath: "/"),
    Framework(
      name: "TanStack Start", kind: .node,
      packages: ["@tanstack/react-start", "@tanstack/solid-start"], programs: ["vite"],
      port: 5173, output: ".output", entry: ".output/server/index.mjs", isLocal: true,
      healthPath: "/"),
    Framework(
      name: "SolidStart or TanStack Start", kind: .node,
      packages: ["@solidjs/start", "@tanstack/start", "@tanstack/react-start", "vinxi"],
      programs: ["vinxi", "vite"], output: ".output", entry: ".output/server/index.mjs",
      healthPath: "/"),
    Framework(
      name: "Nitro", kind: .node, packages: ["nitropack", "nitro"],
      programs: ["nitro", "nitropack"],
      output: ".output", entry: ".output/server/index.mjs"),
    Framework(
      name: "SvelteKit", kind: .node, packages: ["@sveltejs/kit"],
      programs: ["vite", "svelte-kit"],
      port: 5173, output: "build", entry: "build/index.js", isLocal: true, healthPath: "/"),
    Framework(
      name: "React Router", kind: .node, packages: ["@react-router/dev"],
      programs: ["react-router", "react-router-serve"], port: 5173, output: "build", isLocal: true,
      healthPath: "/"
    ),
    Framework(
      name: "Remix", kind: .node, packages: ["@remix-run/dev"], programs: ["remix vite:dev"],
      port: 5173, output: "build", isLocal: true, healthPath: "/"),
    Framework(
      name: "Remix", kind: .node, packages: ["@remix-run/dev", "@remix-run/serve"],
      programs: ["remix", "remix-serve"], output: "build", healthPath: "/"),
    Framework(
      name: "Astro", kind: .static, packages: ["astro"], programs: ["astro"], port: 4321,
      isLocal: true, healthPath: "/"),
    Framework(
      name: "Strapi", kind: .node, packages: ["@strapi/strapi"], programs: ["strapi"], port: 1337,
      healthPath: "/_health"),
    Framework(
      name: "Medusa", kind: .node, packages: ["@medusajs/medusa"], programs: ["medusa"], port: 9000,
      output: ".medusa/server", healthPath: "/health"),
    // Sites of files only.
    Framework(
      name: "Docusaurus", kind: .static, packages: ["@docusaurus/core"], programs: ["docusaurus"],
      output: "build", isLocal: true, healthPath: "/"),
    Framework(
      name: "VitePress", kind: .static, packages: ["vitepress"], programs: ["vitepress"],
      port: 5173, output: ".vitepress/dist", isLocal: true, healthPath: "/"),
    Framework(
      name: "Gatsby", kind: .static, packages: ["gatsby"], programs: ["gatsby"], port: 8000,
      output: "public", isLocal: true, healthPath: "/"),
    Framework(
      name: "Angular", kind: .static, packages: ["@angular/core"], programs: ["ng"], port: 4200,
      isLocal: true, healthPath: "/"),
    Framework(
      name: "Vue CLI", kind: .static, packages: ["@vue/cli-service"], programs: ["vue-cli-service"],
      port: 8080, healthPath: "/"),
    Framework(
      name: "Create React App", kind: .static,
      packages: ["react-scripts", "react-app-rewired", "@craco/craco"],
      programs: ["react-scripts", "react-app-rewired", "craco"], output: "build", healthPath: "/"),
    Framework(
      name: "Eleventy", kind: .static, packages: ["@11ty/eleventy"], programs: ["eleventy"],
      port: 8080, output: "_site", healthPath: "/"),
    Framework(
      name: "Parcel", kind: .static, packages: ["parcel"], programs: ["parcel"], port: 1234,
      healthPath: "/"),
    server("NestJS", .nestjs, ["@nestjs/core"]),
    server("AdonisJS", .node, ["@adonisjs/core"], port: 3333),
    server("Express", .node, ["express", "express5"]), server("Fastify", .node, ["fastify"]),
    server("Hono", .node, ["@hono/node-server", "hono"]), server("Koa", .node, ["koa"]),
    server("hapi", .node, ["@hapi/hapi"]),
    server("Apollo Server", .node, ["@apollo/server", "apollo-server"], port: 4000),
    server("GraphQL Yoga", .node, ["graphql-yoga"], port: 4000),
    server("Elysia", .node, ["elysia"]),
    server("Polka", .node, ["polka"]), server("Restify", .node, ["restify"]),
    server("Feathers", .node, ["@feathersjs/koa", "@feathersjs/express"], port: 3030),
    server("h3", .node, ["h3", "nitropack"]), server("Socket.IO", .node, ["socket.io"]),
    server("tRPC", .node, ["@trpc/server"]),
    Framework(name: "ws", kind: .node, packages: ["ws"], isClient: true),
    server("LoopBack", .node, ["@loopback/rest"]), server("Probot", .node, ["probot"]),
    Framework(
      name: "Storybook", kind: .static, packages: ["storybook", "@storybook/react"],
      programs: ["storybook", "start-storybook"], port: 6006, output: "storybook-static",
      isAside: true, healthPath: "/"),
    Framework(
      name: "Vite", kind: .static, packages: ["vite", "rolldown-vite"], programs: ["vite"],
      port: 5173, isLocal: true, healthPath: "/"),
    Framework(
      name: "webpack", kind: .static, packages: ["webpack", "@rspack/core", "@rsbuild/core"],
      programs: ["webpack-dev-server", "webpack serve", "rspack serve", "rsbuild"], port: 8080,
      healthPath: "/"),
    Framework(
      name: "Cloudflare Workers", kind: .undeployed, packages: ["wrangler"], programs: ["wrangler"],
      port: 8787),
    Framework(
      name: "Serverless", kind: .undeployed, packages: ["serverless", "sst"],
      programs: ["serverless", "sls", "sst"]),
  ]

  private static func server(
    _ name: String, _ kind: Kind, _ packages: [String], port: Int = 3000
  ) -> Framework {
    Framework(name: name, kind: kind, packages: packages, port: port)
  }

  /// Node.js without any of these: a worker, a bot, a server of its own.
  static let plain = Framework(name: "Node.js", kind: .node, packages: [])

  /// Programs that run a server of Node.js.
  static let runners: Set<String> = [
    "node", "nodemon", "tsx", "ts-node", "ts-node-dev", "tsnd", "bun", "nest", "swc-node",
    "tsc-watch", "pm2", "pm2-runtime", "nitro", "esno", "vite-node", "node-dev", "tsup-node",
    "sucrase-node",
    "ace", "encore", "fastify", "lb4", "rnode", "adonis", "start-server-and-test", "babel-node",
    "probot",
  ]

  /// Scripts that keep running, those of development first.
  static let runScripts = [
    "dev", "start:dev", "develop", "dev:server", "serve", "start", "start:prod", "start:production",
    "serve:prod", "start:server", "watch",
  ]
}
