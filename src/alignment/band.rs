//! The stretch of the lattice that is searched: for each row (a place in the source) a run of columns (places in the
//! target). Memory is linear in rows × width.

/// A run of columns for each row, its cells numbered through.
#[derive(Debug, Clone)]
pub(super) struct Band {
    /// First and last column of each row; neither ever falls from one row to the next.
    rows: Vec<(u32, u32)>,
    /// The number of each row's first cell.
    offsets: Vec<usize>,
    cells: usize,
    columns: usize,
}

impl Band {
    /// All cells between `sources` units and `targets` units.
    pub(super) fn full(sources: usize, targets: usize) -> Self {
        Self::new(vec![(0, targets as u32); sources + 1], targets)
    }

    /// The cells within `half_width` columns of a line through `points` (row, column), which never fall in either, from
    /// the lattice's first cell to its last.
    pub(super) fn around(
        sources: usize,
        targets: usize,
        points: &[(usize, usize)],
        half_width: usize,
    ) -> Self {
        let mut rows = vec![(u32::MAX, 0); sources + 1];
        let mut from = (0, 0);
        for &to in points.iter().chain(&[(sources, targets)]) {
            cover(&mut rows, from, to);
            from = to;
        }
        for row in &mut rows {
            row.0 = row.0.saturating_sub(half_width as u32);
            row.1 = (row.1 + half_width as u32).min(targets as u32);
        }
        Self::new(rows, targets)
    }

    fn new(rows: Vec<(u32, u32)>, columns: usize) -> Self {
        let mut cells = 0;
        let offsets = rows
            .iter()
            .map(|&(first, last)| {
                let offset = cells;
                cells += (last - first + 1) as usize;
                offset
            })
            .collect();
        Self { rows, offsets, cells, columns }
    }

    /// How many cells there are.
    pub(super) fn cells(&self) -> usize {
        self.cells
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows.len()
    }

    /// The first and last column of a row.
    pub(super) fn columns(&self, row: usize) -> (usize, usize) {
        let (first, last) = self.rows[row];
        (first as usize, last as usize)
    }

    /// The number of a cell; `None` outside the band.
    #[inline]
    pub(super) fn cell(&self, row: usize, column: usize) -> Option<usize> {
        let (first, last) = self.columns(row);
        (first <= column && column <= last).then(|| self.offsets[row] + column - first)
    }

    /// Whether a cell lies so near the band's edge that a better path may run outside.
    pub(super) fn is_at_edge(&self, row: usize, column: usize) -> bool {
        const NEAR: usize = 3;
        let (first, last) = self.columns(row);
        first > 0 && column < first + NEAR || last < self.columns && column + NEAR > last
    }

    /// Whether there is nothing outside.
    pub(super) fn is_full(&self) -> bool {
        self.cells == self.rows.len() * (self.columns + 1)
    }
}

/// Widens the rows from one point to the next so that they hold the straight line between them.
fn cover(rows: &mut [(u32, u32)], from: (usize, usize), to: (usize, usize)) {
    let (height, width) = (to.0.saturating_sub(from.0), to.1.saturating_sub(from.1));
    for (step, row) in rows[from.0..=from.0 + height].iter_mut().enumerate() {
        let column = (from.1 + (width * step).checked_div(height).unwrap_or(width)) as u32;
        row.0 = row.0.min(column);
        row.1 = row.1.max(column);
    }
    if height == 0 {
        let row = &mut rows[from.0];
        row.0 = row.0.min(from.1 as u32);
        row.1 = row.1.max(to.1 as u32);
    }
}
