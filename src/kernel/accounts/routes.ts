import { route, type Route } from '../module.ts';
import * as contract from './contract.ts';
import * as oidc from './oidc/contract.ts';
import { getOidcLink, linkOidc, startOidcLink, unlinkOidc } from './oidc/link.ts';
import { aboutOidc, signInByOidc, startOidc } from './oidc/sign-in.ts';
import { endOtherSessions, endSession, listSessions, revokeToken } from './own-sessions.ts';
import { getSession, signOut } from './sessions.ts';
import { changePassword, confirmTotp, startTotp } from './settings.ts';
import { sendSignInCode, signInByCode, signInByPassword, signInByTotp } from './sign-in.ts';

export const accountRoutes: readonly Route[] = [
  route(contract.getSession, getSession),
  route(contract.sendCode, sendSignInCode),
  route(contract.signInByCode, signInByCode),
  route(contract.signInByPassword, signInByPassword),
  route(contract.signInByTotp, signInByTotp),
  route(contract.signOut, signOut),
  route(contract.startTotp, startTotp),
  route(contract.confirmTotp, confirmTotp),
  route(contract.changePassword, changePassword),
  route(contract.listSessions, listSessions),
  route(contract.endSession, endSession),
  route(contract.endOtherSessions, endOtherSessions),
  route(contract.revokeToken, revokeToken),
  route(oidc.aboutOidc, aboutOidc),
  route(oidc.startOidc, startOidc),
  route(oidc.signInByOidc, signInByOidc),
  route(oidc.getOidcLink, getOidcLink),
  route(oidc.startOidcLink, startOidcLink),
  route(oidc.linkOidc, linkOidc),
  route(oidc.unlinkOidc, unlinkOidc),
];
