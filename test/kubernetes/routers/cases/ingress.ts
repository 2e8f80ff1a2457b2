import * as kplus from 'cdk8s-plus-28';
import { object, type Fields, type Relation } from './relation';
import type { Shop } from '../support';
import { alb, nginx } from '../../../../lib/kubernetes/routers';

const path = (service: string, port: Fields = { number: 80 }) => ({
  path: '/',
  pathType: 'Prefix',
  backend: { service: { name: service, port } },
});
const resource = {
  path: '/assets',
  pathType: 'Prefix',
  backend: { resource: { apiGroup: 'example.com', kind: 'Bucket', name: 'assets' } },
};
const http = (...paths: Fields[]) => ({ http: { paths } });
const ingress = (shop: Shop, ...rules: Fields[]) => object(shop, 'Ingress', { rules });

/** Ingresses of NGINX and ALB. */
export const ingressRelations: readonly Relation[] = [
  {
    name: 'nginx with an Ingress that leads to the stable Service',
    rules: [],
    controller: 'accepts',
    router: (shop) => nginx({ ingress: ingress(shop, http(path('other'), path('checkout-stable'))) }),
  },
  {
    name: 'nginx with an Ingress of cdk8s-plus that leads elsewhere',
    rules: ['R10'],
    controller: 'refuses',
    router: (shop) => {
      const backend = kplus.IngressBackend.fromService(shop.service('other'));
      return nginx({ ingress: new kplus.Ingress(shop, 'Handed', { rules: [{ backend, host: 'a.example.com' }] }) });
    },
  },
  {
    name: 'nginx with an Ingress that leads to the stable Service by default only',
    rules: ['R10'],
    controller: 'refuses',
    router: (shop) =>
      nginx({
        ingresses: [
          { host: 'a.example.com' },
          object(shop, 'Ingress', { defaultBackend: path('checkout-stable').backend }),
        ],
      }),
  },
  {
    name: 'nginx with an Ingress that leads to a resource',
    rules: ['router-ingress-resource'],
    controller: 'fails',
    router: (shop) => nginx({ ingress: ingress(shop, http(path('checkout-stable'), resource)) }),
  },
  {
    name: 'nginx with an Ingress that has a rule without paths',
    rules: ['nginx-rule-without-paths'],
    controller: 'fails',
    router: (shop) => nginx({ ingress: ingress(shop, http(path('checkout-stable')), { host: 'a.example.com' }) }),
  },
  {
    name: 'nginx with an Ingress in another namespace',
    rules: ['router-namespace'],
    controller: 'refuses',
    router: (shop) =>
      nginx({ ingress: object(shop, 'Ingress', { rules: [http(path('checkout-stable'))] }, { namespace: 'edge' }) }),
  },
  {
    name: 'alb with an Ingress that leads to the root Service by annotation',
    rules: [],
    controller: 'accepts',
    router: (shop) => alb({ ingress: ingress(shop, http(path('checkout-root', { name: 'use-annotation' }))) }),
  },
  {
    name: 'alb with an Ingress that leads to the stable Service, beside a root Service',
    rules: ['R10'],
    controller: 'refuses',
    router: (shop) => alb({ ingress: ingress(shop, http(path('checkout-stable', { name: 'use-annotation' }))) }),
  },
  {
    name: 'alb without a root Service and an Ingress that leads to the stable Service',
    rules: [],
    controller: 'accepts',
    router: (shop) =>
      alb({ rootService: false, ingress: ingress(shop, http(path('checkout-stable', { name: 'use-annotation' }))) }),
  },
  {
    name: 'alb with an Ingress that leads to the root Service by its port',
    rules: ['alb-use-annotation'],
    // the controller writes its annotation; it is the load balancer that never looks at it
    controller: 'accepts',
    router: (shop) => alb({ ingress: ingress(shop, http(path('checkout-root'))) }),
  },
];
