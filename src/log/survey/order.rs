//! The order in which objects appear: what belongs to one logon and was there before the log begins
//! appears together, since none of it was there without the others.
//!
//! It must not know what the objects are.

use super::Survey;
use super::bonds::Bond;
use crate::log::record::{CallLog, LogValue, NONE};

/// Renumbers the objects, everywhere.
pub(super) fn in_order(log: &mut CallLog, survey: &mut Survey) {
    let order = order(survey);
    let mut numbers = vec![NONE; order.len()];
    for (new, old) in (0u32..).zip(&order) {
        numbers[*old as usize] = new;
    }
    if order.iter().enumerate().all(|(new, old)| new == *old as usize) {
        return;
    }
    let number = |old: u32| numbers.get(old as usize).copied().unwrap_or(NONE);
    let old = std::mem::take(&mut survey.instances);
    let mut old: Vec<_> = old.into_iter().map(Some).collect();
    survey.instances = order.iter().filter_map(|at| old[*at as usize].take()).collect();
    for it in &mut survey.instances {
        it.parent = number(it.parent);
    }
    survey.bonds.renumber(&number);
    survey.handed.values_mut().flatten().for_each(|it| it.instance = number(it.instance));
    for record in log.records.iter_mut() {
        record.instance = number(record.instance);
        for (_, value) in record.more.iter_mut().flat_map(|more| &mut more.values) {
            if let LogValue::Object(object) = value {
                *object = number(*object);
            }
        }
    }
}

/// The old numbers in the new order.
fn order(survey: &Survey) -> Vec<u32> {
    let mut is_placed = vec![false; survey.instances.len()];
    let mut order = Vec::with_capacity(survey.instances.len());
    for at in 0..survey.instances.len() as u32 {
        if is_placed[at as usize] {
            continue;
        }
        is_placed[at as usize] = true;
        order.push(at);
        for other in companions(survey, at) {
            if !std::mem::replace(&mut is_placed[other as usize], true) {
                order.push(other);
            }
        }
    }
    order
}

/// What was there already when an object is first seen.
fn companions(survey: &Survey, at: u32) -> Vec<u32> {
    let is_old = |at: u32| survey.instances.get(at as usize).is_some_and(|it| !it.born);
    let Some(bond) = survey.bonds.of(at).filter(|_| is_old(at)) else { return Vec::new() };
    let Bond { support, logon, store, .. } = survey.bonds.all()[bond];
    [support, logon, store].into_iter().filter(|it| is_old(*it)).collect()
}
