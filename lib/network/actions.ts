'use server'
import { action } from '../action'
import { addCalendarDays, removeCalendarDay } from './commands/calendar'
import { addDistricts, removeDistrict, saveCategories, saveDistricts, saveKinds } from './commands/rows'
import { changeZone, saveNetworkFace, saveRules } from './commands/settings'
import {
  addDaysSchema,
  addDistrictsSchema,
  categoriesSchema,
  daySchema,
  districtCodeSchema,
  districtsSchema,
  kindsSchema,
  networkFaceSchema,
  rulesSchema,
  zoneSchema,
} from './schema'

export const saveNetworkFaceAction = action(networkFaceSchema, saveNetworkFace)
export const changeZoneAction = action(zoneSchema, changeZone)
export const saveRulesAction = action(rulesSchema, saveRules)
export const saveKindsAction = action(kindsSchema, saveKinds)
export const saveCategoriesAction = action(categoriesSchema, saveCategories)
export const saveDistrictsAction = action(districtsSchema, saveDistricts)
export const addDistrictsAction = action(addDistrictsSchema, addDistricts)
export const removeDistrictAction = action(districtCodeSchema, removeDistrict)
export const addCalendarDaysAction = action(addDaysSchema, addCalendarDays)
export const removeCalendarDayAction = action(daySchema, removeCalendarDay)
