import { route, type Route } from '#kernel/module';
import * as actions from './actions.ts';
import * as bodyActions from './bodies/actions.ts';
import * as bodies from './bodies/contract.ts';
import * as leave from './leave/actions.ts';
import * as bodyQueries from './bodies/queries.ts';
import * as comeActions from './come/actions.ts';
import * as come from './come/contract.ts';
import * as comeQueries from './come/queries.ts';
import * as concernActions from './concerns/actions.ts';
import * as concerns from './concerns/contract.ts';
import * as concernQueries from './concerns/queries.ts';
import * as contract from './contract.ts';
import * as plan from './plan/actions.ts';
import * as queries from './queries.ts';
import * as steps from './steps/actions.ts';
import * as topicActions from './topics/actions.ts';
import * as topicEnds from './ends/actions.ts';
import * as topics from './topics/contract.ts';
import * as topicQueries from './topics/queries.ts';

/** Bodies and their units, the plan of the year, topics, the notice and who comes. */
export const prepRoutes: readonly Route[] = [
  route(bodies.listBodies, bodyQueries.listBodies),
  route(bodies.createBody, bodyActions.createBody),
  route(bodies.getBody, bodyQueries.getBody),
  route(bodies.renameBody, bodyActions.renameBody),
  route(bodies.addUnit, bodyActions.addUnit),
  route(bodies.changeUnit, bodyActions.changeUnit),
  route(bodies.sortUnits, bodyActions.sortUnits),
  route(bodies.endUnit, leave.endUnit),
  route(bodies.succeedUnit, leave.succeedUnit),
  route(bodies.planMeeting, plan.planMeeting),
  route(bodies.copyPlan, plan.copyPlan),
  route(contract.getMeeting, queries.getMeeting),
  route(contract.stepMeeting, steps.stepMeeting),
  route(contract.changeMeeting, actions.changeMeeting),
  route(topics.getAgenda, topicQueries.getAgenda),
  route(topics.proposeTopic, topicActions.proposeTopic),
  route(topics.changeTopic, topicActions.changeTopic),
  route(topics.decideTopic, topicEnds.decideTopic),
  route(topics.moveTopic, topicActions.moveTopic),
  route(topics.addTopicFile, topicActions.addTopicFile),
  route(topics.readTopicFile, topicQueries.readTopicFile),
  route(topics.removeTopicFile, topicActions.removeTopicFile),
  route(concerns.listTopicConcerns, concernQueries.listTopicConcerns),
  route(concerns.linkConcerns, concernActions.linkConcerns),
  route(come.listAttendance, comeQueries.listAttendance),
  route(come.addAttendance, comeActions.addAttendance),
  route(come.changeAttendance, comeActions.changeAttendance),
  route(come.removeAttendance, comeActions.removeAttendance),
  route(come.getNotice, comeQueries.getNotice),
  route(come.writeNotice, comeActions.writeNotice),
  route(come.askUnits, comeActions.askUnits),
];
