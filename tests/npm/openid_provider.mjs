// An OpenID provider that we have not made (oidc-provider), on loopback. Its clock stands still.
// The one argument is JSON: {now, audience, clients}. Once it listens it writes its port. By the name of localhost it is
// another tenant, with the same keys. POST /interaction/… {account, and claims besides} logs in, or turns back
// without an account; POST /rotation gives it another key.
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text } from "node:stream/consumers";
import Provider from "oidc-provider";

const { now, audience, clients } = JSON.parse(process.argv[2]);
Date.now = () => Date.parse(now);

const besides = new Map();
let tenants = new Map();
const server = createServer(answer).listen(0, "127.0.0.1");
await once(server, "listening");
const { port } = server.address();
rotate();
process.stdout.write(`${port}\n`);

function rotate() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), kid: randomUUID(), use: "sig", alg: "RS256" };
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`];
  tenants = new Map(hosts.map((host) => [host, made(`http://${host}`, key)]));
}

function made(issuer, key) {
  return new Provider(issuer, {
    clients,
    jwks: { keys: [key] },
    cookies: { keys: [randomUUID()] },
    acrValues: ["loa3"],
    claims: { openid: ["sub", "acr", "azp"], profile: ["name"], email: ["email", "email_verified"] },
    conformIdTokenClaims: false,
    enabledJWA: { idTokenSigningAlgValues: ["RS256", "HS256"] },
    findAccount: (_, id) => ({ accountId: id, claims: () => said(id) }),
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
    loadExistingGrant: granted,
    ttl: { AccessToken: 300, AuthorizationCode: 60, Grant: 600, IdToken: 300, Interaction: 600, Session: 600 },
    features: {
      devInteractions: { enabled: false },
      resourceIndicators: { enabled: true, getResourceServerInfo: (_, resource) => api(resource) },
    },
  });
}

function said(id) {
  const usual = { name: `${id} Exempelsson`, email: `${id}@example.org`, email_verified: true };
  return { sub: id, ...usual, ...besides.get(id) };
}

function api(resource) {
  return { audience: resource, scope: "", accessTokenFormat: "jwt", jwt: { sign: { alg: "RS256" } } };
}

async function granted(context) {
  const { client, session, provider } = context.oidc;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile email");
  grant.addResourceScope(audience, "");
  await grant.save();
  return grant;
}

async function answer(request, response) {
  const provider = tenants.get(request.headers.host);
  if (request.url === "/rotation") {
    rotate();
    response.end();
  } else if (request.url.startsWith("/interaction/")) {
    const { account, ...claims } = Object.fromEntries(new URLSearchParams(await text(request)));
    besides.set(account, claims);
    const outcome = account ? { login: { accountId: account, acr: "loa3" } } : { error: "access_denied" };
    await provider.interactionFinished(request, response, outcome);
  } else {
    provider.callback()(request, response);
  }
}
