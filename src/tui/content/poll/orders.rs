//! A question of order as a room can answer it: a choice between whole orders, one of them the
//! run's.
//!
//! It must not know how hands are counted, nor how an order is drawn.

use crate::lesson::predict::Select;
use crate::tui::model::lesson::LessonStage;

/// Orders that a room chooses between, at most.
const MOST: usize = 4;

/// The orders between which the room chooses, each as options of the question; `None` where no
/// order is asked, or where there is only one.
pub fn orders(lesson: &LessonStage) -> Option<Vec<Vec<usize>>> {
    let [question, _] = lesson.questions.as_ref()?;
    if question.select != Select::Ordered {
        return None;
    }
    let right = of_run(lesson)?;
    let others = (0..question.options.len()).filter(|option| !right.contains(option)).collect();
    Some(between(&right, others)).filter(|orders| orders.len() > 1)
}

/// The order of the run, as options of the question.
pub fn of_run(lesson: &LessonStage) -> Option<Vec<usize>> {
    let [question, _] = lesson.questions.as_ref()?;
    let truth = lesson.truth(lesson.here()?)?;
    let place = |name: &String| question.options.iter().position(|option| option == name);
    Some(truth.facts.iter().filter_map(|fact| place(&fact.name)).collect())
}

/// The right order among others: backwards, the first one last, two of them exchanged, one that
/// does not belong there. Where the right one comes depends on what is asked, not on its being
/// right.
fn between(right: &[usize], others: Vec<usize>) -> Vec<Vec<usize>> {
    let mut found = vec![right.to_vec()];
    let mut changed = |change: fn(&mut Vec<usize>, &[usize])| {
        let mut order = right.to_vec();
        change(&mut order, &others);
        if found.len() < MOST && !found.contains(&order) {
            found.push(order);
        }
    };
    changed(|order, _| order.reverse());
    changed(|order, _| {
        let last = order.len().saturating_sub(1);
        if last > 0 {
            order.swap(last, last - 1);
        }
    });
    changed(|order, _| {
        let first = usize::from(order.len() > 1);
        order.rotate_left(first);
    });
    changed(|order, others| order.extend(others.first()));
    found.sort();
    let turn = right.iter().sum::<usize>() % found.len();
    found.rotate_left(turn);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_right_order_is_one_of_a_few_different_ones(
            options in 1usize..9,
            right in 1usize..9,
            seed in any::<u64>(),
        ) {
            let mut all: Vec<usize> = (0..options).collect();
            all.sort_by_key(|at| seed.rotate_left(*at as u32 * 7));
            let right: Vec<usize> = all.iter().copied().take(right).collect();
            let others: Vec<usize> = all.iter().copied().skip(right.len()).collect();
            let orders = between(&right, others.clone());
            prop_assert_eq!(orders.iter().filter(|order| **order == right).count(), 1);
            prop_assert!(orders.len() <= MOST);
            prop_assert!(orders.len() > 1 || right.len() + others.len() < 2);
            for (at, order) in orders.iter().enumerate() {
                prop_assert!(!orders[at + 1..].contains(order));
            }
        }
    }
}
