import { handle } from '#src/platform/server/module.ts'
import * as contract from '../contract-fees.ts'
import { staffRoles } from '../domain/roles.ts'
import * as errors from '../errors.ts'
import { listCostRules, saveCostRule } from './cost-rules.ts'
import { previewCostView, priceList } from './fees.door.ts'
import { changeFeePrice, listFees, saveFee, setInsuranceDesignation } from './fees.ts'

/** Prices, cost rules and the estimate, as this module plugs them in. */
export const feesPart = {
  handlers: [
    handle(contract.listFees, listFees),
    handle(contract.saveFee, saveFee),
    handle(contract.changeFeePrice, changeFeePrice),
    handle(contract.setInsuranceDesignation, setInsuranceDesignation),
    handle(contract.listCostRules, listCostRules),
    handle(contract.saveCostRule, saveCostRule),
    handle(contract.previewCost, previewCostView),
    handle(contract.priceList, priceList),
  ],
  permissions: {
    'network.fee.read': staffRoles,
    'network.fee.manage': ['consortium_manager', 'centre_manager', 'it_admin'],
    'network.cost_rule.manage': ['consortium_manager', 'it_admin'],
  },
  constraints: {
    a_price_ends_after_it_began: () => errors.endsBeforeStart(),
    only_a_visit_depends_on_the_title: errors.titleOnlyForVisits,
    only_a_series_has_several_times: errors.timesOnlyForSeries,
    one_price_per_item_at_a_time: errors.feeCodeInUse,
    one_visit_price_per_title_at_a_time: errors.visitFeeInUse,
    a_cost_rule_ends_after_it_began: () => errors.endsBeforeStart(),
    the_ages_of_a_cost_rule_are_in_order: errors.agesOutOfOrder,
    only_a_share_has_a_share: errors.shareMissing,
    one_cost_rule_per_code_at_a_time: errors.ruleCodeInUse,
    a_designation_ends_after_it_began: () => errors.endsBeforeStart(),
    one_designation_at_a_time: errors.designationNotLater,
  },
}
