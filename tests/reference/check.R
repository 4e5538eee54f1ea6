# SPDX-License-Identifier: GPL-3.0-or-later
# The statistics against R's own functions on random tables, not only the textbook's:
#   Rscript tests/reference/check.R build/tests/reference/driver [SEED]
# Prints a line a method with the largest relative difference; exit 1 if one is above what it may be.
arguments <- commandArgs(trailingOnly = TRUE)
driver <- arguments[1]
set.seed(if (length(arguments) > 1) as.integer(arguments[2]) else 20240607)
suppressWarnings(RNGversion("4.0.0"))
failed <- FALSE

# One call of the driver for all lines of a method; its answers as a list of vectors.
ask <- function(method, inputs) {
  lines <- vapply(inputs, function(x) paste(method, paste(sprintf("%.17g", x), collapse = " ")), "")
  answers <- system2(driver, input = lines, stdout = TRUE)
  if (length(answers) != length(inputs)) stop(method, ": the driver stopped early")
  lapply(strsplit(trimws(answers), " "), as.numeric)
}

# Largest relative difference (absolute below `floor`); infinite where only one side is a number.
difference <- function(actual, expected, floor = 1e-12) {
  if (length(actual) != length(expected)) return(Inf)
  same <- (is.nan(actual) | is.na(actual)) & (is.nan(expected) | is.na(expected)) |
    !is.na(actual) & !is.na(expected) & actual == expected
  if (any(is.na(actual) != is.na(expected))) return(Inf)
  actual <- actual[!same]
  expected <- expected[!same]
  if (length(actual) == 0) return(0)
  if (any(is.infinite(actual) | is.infinite(expected))) return(Inf)
  max(abs(actual - expected) / pmax(abs(expected), floor))
}

check <- function(method, name, inputs, expect, pick = identity, tolerance = 1e-9, floor = 1e-12) {
  answers <- ask(method, inputs)
  worst <- 0
  for (i in seq_along(inputs)) {
    d <- difference(pick(answers[[i]]), expect(i), floor)
    if (d > worst) {
      worst <- d
      where <- i
    }
  }
  good <- worst <= tolerance
  cat(sprintf("%-7s %-34s %5d tables, largest difference %.2g (allowed %g)\n",
              if (good) "ok" else "not ok", name, length(inputs), worst, tolerance))
  if (!good) {
    failed <<- TRUE
    cat("  first at:", format(inputs[[where]], digits = 17), "\n  here:", format(pick(answers[[where]]), digits = 12),
        "\n  R:   ", format(expect(where), digits = 12), "\n")
  }
}

quiet <- suppressWarnings
flat <- function(m) c(dim(m), t(m))

# Tables of all shapes, sparse ones too, none with an empty row or column.
random_table <- function() {
  repeat {
    m <- matrix(rpois((r <- sample(2:8, 1)) * (k <- sample(2:8, 1)), exp(runif(1, 0, 5))), r, k)
    if (all(rowSums(m) > 0) && all(colSums(m) > 0)) return(m)
  }
}
tables <- replicate(1000, random_table(), simplify = FALSE)
tests <- lapply(tables, function(m) quiet(chisq.test(m, correct = FALSE)))
check("table", "chisq.test", lapply(tables, flat), pick = function(x) x[1:3], function(i)
  c(tests[[i]]$statistic, tests[[i]]$parameter, tests[[i]]$p.value), floor = 1e-300)
check("table", "chisq.test residuals", lapply(tables, flat), pick = function(x) x[-(1:7)],
      function(i) as.vector(t(tests[[i]]$stdres)), floor = 1e-3)
check("table", "G2, V, bias-corrected V", lapply(tables, flat), pick = function(x) x[5:7], floor = 1e-9,
      function(i) {
        m <- tables[[i]]
        n <- sum(m)
        r <- nrow(m)
        k <- ncol(m)
        chi2 <- unname(tests[[i]]$statistic)
        e <- tests[[i]]$expected
        phi2 <- max(0, chi2 / n - (r - 1) * (k - 1) / (n - 1))
        side <- min(r - (r - 1)^2 / (n - 1), k - (k - 1)^2 / (n - 1)) - 1
        c(2 * sum(ifelse(m > 0, m * log(m / e), 0)), sqrt(chi2 / (n * (min(r, k) - 1))),
          if (side > 0) sqrt(phi2 / side) else NaN)
      })
fours <- replicate(1000, { repeat {
  m <- matrix(rpois(4, exp(runif(1, 0, 5))), 2)
  if (all(rowSums(m) > 0) && all(colSums(m) > 0)) break }
  m }, simplify = FALSE)
check("table", "chisq.test with Yates, 2x2", lapply(fours, flat), pick = function(x) x[4], floor = 1e-9,
      function(i) unname(quiet(chisq.test(fours[[i]]))$statistic))
four <- lapply(fours, function(m) as.vector(t(m)))
check("fisher", "fisher.test p, less, greater", four, pick = function(x) x[1:3], floor = 1e-300, function(i)
  vapply(c("two.sided", "less", "greater"), function(a) fisher.test(fours[[i]], alternative = a)$p.value, 0),
  tolerance = 1e-7)
# R's own root finding stops at 1e-4 in the odds or their reciprocal, so both are put on one scale of 0 to 1.
bounded <- function(odds) ifelse(is.infinite(odds), 1, odds / (1 + odds))
check("fisher", "fisher.test odds ratio, interval", four, pick = function(x) bounded(x[4:6]), tolerance = 2e-4,
      floor = 1, function(i) {
        f <- fisher.test(fours[[i]])
        bounded(unname(c(f$estimate, f$conf.int)))
      })

ps <- replicate(1000, { p <- runif(sample(1:40, 1))^sample(1:4, 1)
  p[runif(length(p)) < 0.1] <- NaN
  if (runif(1) < 0.3) round(p, 2) else p }, simplify = FALSE)
check("adjust", "p.adjust BH BY holm hochberg bonf", lapply(ps, function(p) c(length(p), p)), function(i)
  unlist(lapply(c("BH", "BY", "holm", "hochberg", "bonferroni"), function(m) p.adjust(ps[[i]], m))))

shares <- replicate(1000, { n <- sample(c(1:50, 200, 3000, 1e6), 1)
  c(sample(0:n, 1), n, runif(1, 0.5, 0.999)) }, simplify = FALSE)
check("share", "prop.test (Wilson)", shares, pick = function(x) x[1:2], tolerance = 1e-8, function(i) {
  x <- shares[[i]]
  as.vector(quiet(prop.test(x[1], x[2], conf.level = x[3], correct = FALSE))$conf.int)
})
check("share", "prop.test corrected (Wilson cc)", shares, pick = function(x) x[3:4], tolerance = 1e-8, function(i) {
  x <- shares[[i]]
  away <- if (2 * x[1] > x[2]) 1e-9 else 1 - 1e-9 # so that R does not cap the correction
  as.vector(quiet(prop.test(x[1], x[2], p = away, conf.level = x[3]))$conf.int)
})
check("share", "binom.test (exact)", shares, pick = function(x) x[5:6], function(i)
  as.vector(binom.test(shares[[i]][1], shares[[i]][2], conf.level = shares[[i]][3])$conf.int))

methods <- c("average", "ward.D2", "complete", "single")
random_distances <- function(tied) {
  d <- dist(matrix(rnorm(sample(4:40, 1) * 3), ncol = 3))
  if (tied) d[] <- round(d * 2) + 1
  d
}
for (tied in c(FALSE, TRUE)) {
  clouds <- replicate(500, list(sample(4, 1), random_distances(tied)), simplify = FALSE)
  check("cluster", if (tied) "hclust, cutree, cophenetic, ties" else "hclust, cutree, cophenetic", floor = 1e-9,
        lapply(clouds, function(x) c(x[[1]] - 1, attr(x[[2]], "Size"), as.vector(x[[2]]))), function(i) {
          d <- clouds[[i]][[2]]
          h <- hclust(d, methods[clouds[[i]][[1]]])
          c(t(cbind(h$merge, h$height)), h$order, unname(cutree(h, 3)), quiet(cor(cophenetic(h), d)))
        })
}

clouds <- replicate(300, random_distances(FALSE) + rexp(1), simplify = FALSE)
check("scaling", "cmdscale (signs by our rule)", tolerance = 1e-7, floor = 1e-2,
      lapply(clouds, function(d) c(attr(d, "Size"), as.vector(d))), function(i) {
        m <- quiet(cmdscale(clouds[[i]], 2, eig = TRUE))
        p <- apply(m$points, 2, function(v) v * sign(v[which.max(abs(v) >= max(abs(v)) * (1 - 1e-9))]))
        c(m$GOF, m$eig, t(p))
      })
standardised <- function(m) {
  p <- m / sum(m)
  (p - rowSums(p) %o% colSums(p)) / sqrt(rowSums(p) %o% colSums(p))
}
# Axes of equal inertia may be turned freely, in any program: such tables are left out.
distinct <- Filter(function(m) all(diff(-svd(standardised(m))$d) > 1e-3), tables)
check("correspondence", "svd of standardised residuals", lapply(distinct, flat), tolerance = 1e-7, floor = 1e-3,
      function(i) {
        p <- distinct[[i]] / sum(distinct[[i]])
        r <- rowSums(p)
        k <- colSums(p)
        s <- svd(standardised(distinct[[i]]))
        a <- sum(s$d[seq_len(min(dim(p)) - 1)] > 1e-12)
        s$d <- s$d[seq_len(a)]
        rows <- (s$u[, seq_len(a), drop = FALSE] / sqrt(r)) %*% diag(s$d, a)
        cols <- (s$v[, seq_len(a), drop = FALSE] / sqrt(k)) %*% diag(s$d, a)
        turn <- apply(rows, 2, function(v) sign(v[which.max(abs(v) >= max(abs(v)) * (1 - 1e-9))]))
        c(sum(s$d^2), s$d, t(rows) * turn, t(cols) * turn)
      })

groups <- replicate(1000, { k <- sample(2:8, 1)
  n <- sample(5:200, k)
  c(k, rbinom(k, n, runif(1, 0.1, 0.9)), n) }, simplify = FALSE)
groups <- Filter(function(g) { k <- g[1]; sum(g[2:(k + 1)]) %in% seq_len(sum(g[-(1:(k + 1))]) - 1) }, groups)
check("trend", "prop.trend.test", groups, tolerance = 1e-7, floor = 1e-6, function(i) {
  k <- groups[[i]][1]
  t <- quiet(prop.trend.test(groups[[i]][2:(k + 1)], groups[[i]][-(1:(k + 1))]))
  unname(c(t$statistic, t$p.value))
})
pairs <- replicate(1000, { n <- sample(4:40, 1)
  x <- rnorm(n)
  y <- x * runif(1, -1, 1) + rnorm(n)
  if (runif(1) < 0.5) { x <- round(x); y <- round(y) }
  c(n, x, y) }, simplify = FALSE)
pairs <- Filter(function(g) sd(g[2:(g[1] + 1)]) > 0 && sd(g[-(1:(g[1] + 1))]) > 0, pairs)
check("ranks", "cor spearman, cor.test kendall", pairs, floor = 1e-3, function(i) {
  n <- pairs[[i]][1]
  x <- pairs[[i]][2:(n + 1)]
  y <- pairs[[i]][-(1:(n + 1))]
  k <- quiet(cor.test(x, y, method = "kendall", exact = FALSE))
  unname(c(cor(x, y, method = "spearman"), k$estimate, k$statistic, k$p.value))
})
strata <- replicate(500, c(k <- sample(2:6, 1), rpois(4 * k, 20) + 1), simplify = FALSE)
check("mantel", "mantelhaen.test", strata, floor = 1e-9, function(i) {
  k <- strata[[i]][1]
  a <- aperm(array(strata[[i]][-1], c(2, 2, k)), c(2, 1, 3))
  m <- mantelhaen.test(a)
  unname(c(m$statistic, m$p.value, m$estimate, m$conf.int))
})
quit(status = if (failed) 1 else 0)
