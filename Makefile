# SPDX-License-Identifier: GPL-3.0-or-later
# plancmp: `make report` and `make check` do everything by themselves; `make help` lists the rest.
#
#   DEV=1 (or CI=true)       warnings are errors
#   SAN=address,undefined    a sanitizer build, in a folder of its own
#   CC=clang                 another compiler, in a folder of its own
#   V=1                      the commands in full
#   T=word                   only the tests whose name holds the word
#   PREFIX= DESTDIR=         where `make install` puts things

Q        := $(if $(V),,@)
CC       := $(if $(filter default,$(origin CC)),gcc,$(CC))
PREFIX   ?= /usr/local
BINDIR   ?= $(PREFIX)/bin
DATADIR  ?= $(PREFIX)/share/plancmp
MANDIR   ?= $(PREFIX)/share/man/man1

comma := ,
empty :=
space := $(empty) $(empty)

# Every kind of build has its own folder, so that none spoils another's objects.
compiler := $(notdir $(firstword $(CC)))
variant  := $(subst $(space),-,$(strip $(filter-out gcc,$(compiler)) $(subst $(comma),-,$(SAN))))
OUT      := build$(if $(variant),/$(variant))
PLANCMP  := $(OUT)/plancmp

# ---- What there is -------------------------------------------------------------------------------

find     = $(sort $(shell find $(1) -type f -name '$(2)' 2>/dev/null))
SOURCES := $(call find,src,*.c)
HEADERS := $(call find,src,*.h)
OBJECTS := $(SOURCES:%.c=$(OUT)/%.o)

# Data compiled into the program: src/store/schema.sql is seen by C as schema_sql[], schema_sql_size.
EMBED      := $(call find,src,*.sql) $(call find,src,*.css) $(call find,src,*.js) \
              $(call find,src,*.txt) $(wildcard plans/themes.json)
embed_name  = $(subst -,_,$(subst .,_,$(notdir $(1))))
EMBED_C    := $(foreach f,$(EMBED),$(OUT)/gen/$(call embed_name,$(f)).c)

LIBRARY := $(OUT)/libplancmp.a
LIBRARY_OBJECTS := $(filter-out $(OUT)/src/main.o,$(OBJECTS)) $(EMBED_C:.c=.o)

UNIT_SOURCES := $(sort $(wildcard tests/unit/test_*.c))
UNIT_SHARED  := $(sort $(filter-out $(UNIT_SOURCES),$(wildcard tests/unit/*.c)))
UNIT         := $(UNIT_SOURCES:%.c=$(OUT)/%)
FUZZ_SOURCES := $(sort $(wildcard tests/fuzz/fuzz_*.c))
FUZZ         := $(FUZZ_SOURCES:%.c=$(OUT)/%)
ACCURACY     := $(patsubst %.c,$(OUT)/%,$(sort $(wildcard tests/accuracy/*.c)))
TEST_OBJECTS := $(patsubst %.c,$(OUT)/%.o,$(UNIT_SOURCES) $(UNIT_SHARED) $(FUZZ_SOURCES) \
                  $(wildcard tests/accuracy/*.c) \
                  $(wildcard tests/fuzz/driver.c tests/reference/driver.c))

# ---- How it is built -----------------------------------------------------------------------------

PACKAGES := sqlite3 gsl libcjson icu-i18n icu-uc libxml-2.0 libarchive libhs libpcre2-8 \
            xlsxwriter nettle

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wvla -Wstrict-prototypes \
            -Wmissing-prototypes -Wwrite-strings -Wformat=2 -Wundef
# gcc's -Wconversion watches signs; clang counts an enum's counter in a loop among them.
WARNINGS += $(if $(findstring clang,$(compiler)),-Wno-sign-conversion)
ifneq ($(filter 1 true yes,$(DEV) $(CI)),)
WARNINGS += -Werror
endif

ifeq ($(SAN),)
HARDENING := -O2 -D_FORTIFY_SOURCE=2 -fstack-protector-strong
else
HARDENING := -O1 -fno-omit-frame-pointer -fsanitize=$(SAN) -fno-sanitize-recover=all
LINK_SAN  := -fsanitize=$(SAN)
endif

# Asked only once a recipe needs them, so that on a bare machine `make check` can run scripts/setup
# first. Libraries' folders are system folders: their headers are not ours to warn about.
package_cflags = $(eval package_cflags := $(patsubst -I%,-isystem %,$(shell \
                   pkg-config --cflags $(PACKAGES))))$(package_cflags)
package_libs   = $(eval package_libs := $(shell pkg-config --libs $(PACKAGES)))$(package_libs)

CFLAGS   ?= -g
our_flags = -std=c17 -D_GNU_SOURCE -fPIE -Isrc -I$(OUT) $(HARDENING) $(WARNINGS) $(package_cflags)
COMPILE   = $(CC) $(our_flags) $(CPPFLAGS) $(CFLAGS)
LINK      = $(CC) -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(LINK_SAN) $(CFLAGS) $(LDFLAGS)
LIBS      = $(package_libs) -llinear -lm -lpthread $(LDLIBS)

.PHONY: all help check check-built check-r tests accuracy report install uninstall lint format rooms headers tidy \
        cppcheck shellcheck format-check fuzz clean dist setup FORCE
.DELETE_ON_ERROR:
.SUFFIXES:

all: $(PLANCMP)

help:
	@echo "make            build $(PLANCMP)"
	@echo "make report     install what is missing, build, read plans/, write output/index.html"
	@echo "make check      install what is missing, build, run every test (T=word: only those)"
	@echo "make check-r    compare the statistics with R's, where R is installed (SEED=1)"
	@echo "make accuracy   precision and recall against the gold data"
	@echo "make install    PREFIX=$(PREFIX) DESTDIR=; make uninstall takes it back"
	@echo "make lint       format, rooms, headers, tidy, cppcheck, shellcheck"
	@echo "make format     clang-format every source in place"
	@echo "make fuzz T=x   run tests/fuzz/fuzz_x.c under libFuzzer (SECONDS=60)"
	@echo "make dist       a tarball of the last commit in build/"
	@echo "make clean"

# The compiler and its flags: objects depend on this file, which changes only when they do.
$(OUT)/flags: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' > $@

$(OUT)/gen/version.h: FORCE
	@mkdir -p $(@D)
	@version=$$(scripts/version) && line="#define PLANCMP_VERSION \"$$version\"" && \
	  { echo "$$line" | cmp -s - $@ || echo "$$line" > $@; }

$(OUT)/%.o: %.c $(OUT)/flags | $(OUT)/gen/version.h
	@mkdir -p $(@D)
	$(if $(Q),@echo "  compile $<")
	$(Q)$(COMPILE) $(if $(filter tests/%,$<),-Itests/unit) -MMD -MP -c -o $@ $<

$(OUT)/gen/%.o: $(OUT)/gen/%.c $(OUT)/flags
	$(Q)$(COMPILE) -c -o $@ $<

define embed_rule
$(OUT)/gen/$(call embed_name,$(1)).c: $(1) scripts/embed
	@mkdir -p $$(@D)
	$(if $(Q),@echo "  embed   $(1)")
	$(Q)scripts/embed $(call embed_name,$(1)) $(1) > $$@
endef
$(foreach f,$(EMBED),$(eval $(call embed_rule,$(f))))

# The list is a prerequisite too: a source that is gone must leave the archive.
$(OUT)/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(LIBRARY_OBJECTS)' | cmp -s - $@ || echo '$(LIBRARY_OBJECTS)' > $@

$(LIBRARY): $(LIBRARY_OBJECTS) $(OUT)/objects
	@rm -f $@
	@ar crsD $@ $(LIBRARY_OBJECTS)

$(PLANCMP): $(OUT)/src/main.o $(LIBRARY)
	$(if $(Q),@echo "  link    $@")
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(UNIT): $(OUT)/tests/unit/%: $(OUT)/tests/unit/%.o $(UNIT_SHARED:%.c=$(OUT)/%.o) $(LIBRARY)
	$(if $(Q),@echo "  link    $@")
	$(Q)$(LINK) -o $@ $^ $(LIBS) -lcmocka

$(FUZZ): $(OUT)/tests/fuzz/%: $(OUT)/tests/fuzz/%.o $(OUT)/tests/fuzz/driver.o $(LIBRARY)
	$(if $(Q),@echo "  link    $@")
	$(Q)$(LINK) -o $@ $^ $(LIBS)

# Lends the statistics to R's own tests of them (make check-r).
REFERENCE := $(OUT)/tests/reference/driver
$(REFERENCE): $(OUT)/tests/reference/driver.o $(LIBRARY)
	$(if $(Q),@echo "  link    $@")
	$(Q)$(LINK) -o $@ $^ $(LIBS)

$(ACCURACY): $(OUT)/tests/accuracy/%: $(OUT)/tests/accuracy/%.o $(LIBRARY)
	$(if $(Q),@echo "  link    $@")
	$(Q)$(LINK) -o $@ $^ $(LIBS)

.SECONDARY: $(TEST_OBJECTS) $(EMBED_C)
-include $(OBJECTS:.o=.d) $(TEST_OBJECTS:.o=.d)

# ---- The two commands of the README --------------------------------------------------------------

setup:
	@scripts/setup

# On all cores, unless the caller has said -j.
parallel = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell getconf _NPROCESSORS_ONLN 2>/dev/null))

# A second make, because what pkg-config answers may be there only after the set-up.
check: setup
	@+$(MAKE) --no-print-directory $(parallel) check-built

tests: $(PLANCMP) $(UNIT) $(FUZZ) $(ACCURACY)

check-built: tests
	@PLANCMP_OUT='$(OUT)' tests/run $(T)

# The statistics against R's own functions on some 15,000 random tables; R is not needed otherwise.
check-r: $(REFERENCE)
	@if command -v Rscript >/dev/null; then Rscript tests/reference/check.R $(REFERENCE) $(SEED); \
	else echo "check-r: R is not installed (r-base-core), left out"; fi

# How near the program comes to people's codes, on the gold data beside the checkout.
GOLD = $(or $(PLANCMP_GOLD),../shared/gold)
CORPUS = $(or $(PLANCMP_CORPUS),../shared/corpus)
accuracy: $(ACCURACY)
	@$(OUT)/tests/accuracy/targets $(GOLD)/seeds-units.tsv $(GOLD)/seeds-dev.tsv
	@$(OUT)/tests/accuracy/themes $(CORPUS)/seeds $(GOLD)/seeds-units.tsv $(GOLD)/seeds-dev.tsv
	@$(OUT)/tests/accuracy/themes --sentences typical tests/accuracy/sentences.tsv
	@$(OUT)/tests/accuracy/themes --sentences paraphrased tests/accuracy/sentences.tsv
	@$(OUT)/tests/accuracy/themes --sentences short tests/accuracy/sentences.tsv
	@$(OUT)/tests/accuracy/themes --sentences official tests/accuracy/sentences.tsv
	@$(OUT)/tests/accuracy/structure $(CORPUS) $(GOLD)/structure-dev.jsonl

REPORT_DB := build/report.db
define report_recipe
rm -f $(REPORT_DB)
$(PLANCMP) -d $(REPORT_DB) add plans
$(PLANCMP) -d $(REPORT_DB) report output
endef

report: setup
	@+$(MAKE) --no-print-directory $(parallel) report-built

.PHONY: report-built
report-built: $(PLANCMP)
	$(report_recipe)

# ---- Installing ----------------------------------------------------------------------------------

# The schemes and the schema; the sample plans' manifest stays with the samples.
INSTALL_DATA = $(filter-out plans/manifest.json,$(wildcard plans/*.json src/store/schema.sql))

install: $(PLANCMP)
	install -d '$(DESTDIR)$(BINDIR)' '$(DESTDIR)$(DATADIR)'
	install -m 755 $(PLANCMP) '$(DESTDIR)$(BINDIR)/plancmp'
	$(if $(INSTALL_DATA),install -m 644 $(INSTALL_DATA) '$(DESTDIR)$(DATADIR)')

uninstall:
	rm -f '$(DESTDIR)$(BINDIR)/plancmp'
	rm -rf '$(DESTDIR)$(DATADIR)'

dist:
	@mkdir -p build
	version=$$(scripts/version) && git archive --prefix="plancmp-$$version/" \
	  -o "build/plancmp-$$version.tar.gz" HEAD && echo "build/plancmp-$$version.tar.gz"

clean:
	rm -rf build

# ---- Lint: each part alone, or all with `make lint` ----------------------------------------------

FORMATTED = $(SOURCES) $(HEADERS) $(call find,tests,*.c) $(call find,tests,*.h)

lint: rooms format-check headers shellcheck cppcheck tidy
	@echo "lint: clean"

rooms:
	@scripts/check-rooms

format:
	clang-format -i $(FORMATTED)

format-check:
	@echo "clang-format: $(words $(FORMATTED)) files"
	@bad=; for f in $(FORMATTED); do \
	  clang-format "$$f" | cmp -s "$$f" - || bad="$$bad $$f"; \
	done; test -z "$$bad" || { echo "not formatted (make format does it):$$bad" >&2; false; }

# Each header compiles alone, after base/base.h, which every source includes first.
HEADER_CHECKS := $(HEADERS:%.h=$(OUT)/headers/%.ok)
headers: $(HEADER_CHECKS)
	@echo "headers: $(words $(HEADERS)) compile alone"

$(OUT)/headers/%.ok: %.h $(HEADERS) $(OUT)/flags | $(OUT)/gen/version.h
	@mkdir -p $(@D)
	@printf '#include "base/base.h"\n#include "%s"\n' '$(<:src/%=%)' | \
	  $(COMPILE) -Werror -Wno-unused-function -fsyntax-only -x c - || { echo "$<: not alone" >&2; false; }
	@touch $@

# Anew only for what changed: the object tells, since it depends on the headers.
TIDY_CHECKS := $(SOURCES:%.c=$(OUT)/tidy/%.ok) \
               $(patsubst %.c,$(OUT)/tidy/%.ok,$(UNIT_SOURCES) $(UNIT_SHARED) $(call find,tests/fuzz,*.c) \
                 $(call find,tests/accuracy,*.c))
tidy: $(TIDY_CHECKS)
	@echo "clang-tidy: $(words $(TIDY_CHECKS)) files"

# The analyzer gives a function 30,000 steps, not its 225,000: a sixth of the time, for the same finds.
tidy_flags = -Xclang -analyzer-config -Xclang max-nodes=30000 $(filter-out -fstack-protector-strong -D_FORTIFY_SOURCE=2 -W%,$(our_flags))
$(OUT)/tidy/%.ok: %.c $(OUT)/%.o .clang-tidy
	@mkdir -p $(@D)
	@clang-tidy --quiet $< -- $(tidy_flags) -Itests/unit > $@.log 2>/dev/null || \
	  { $(if $(V),cat,grep -E ' (error|warning): |threshold') $@.log >&2; echo "  the paths to it: $@.log" >&2; false; }
	@touch $@

cppcheck:
	@mkdir -p build/cppcheck
	@echo "cppcheck: $(words $(SOURCES)) files"
	@cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
	  --suppressions-list=.cppcheck --library=posix --library=.cppcheck.cfg --error-exitcode=1 \
	  --cppcheck-build-dir=build/cppcheck -j 2 -D__GNUC__ -Isrc -I$(OUT) $(SOURCES)

SCRIPTS = $(shell grep -lE '^\#!.*[ /](ba)?sh' $$(find scripts tests .ci -type f ! -name '*.c') 2>/dev/null)
shellcheck:
	@if command -v shellcheck >/dev/null; then \
	  echo "shellcheck: $(words $(SCRIPTS)) files" && shellcheck $(SCRIPTS); \
	else echo "shellcheck: not installed, left out"; fi

# ---- Fuzzing by hand; `make check` runs the corpora once through tests/fuzz/driver.c ----------------

SECONDS ?= 60
fuzz:
	@test -n '$(T)' || { echo "make fuzz T=NAME: one of $(FUZZ_SOURCES:tests/fuzz/fuzz_%.c=%)" >&2; false; }
	@+$(MAKE) --no-print-directory CC=clang SAN=fuzzer-no-link,address,undefined \
	  build/clang-fuzzer-no-link-address-undefined/libplancmp.a
	clang -std=c17 -Isrc -g -O1 -fsanitize=fuzzer,address,undefined $(package_cflags) \
	  -o build/fuzz_$(T) tests/fuzz/fuzz_$(T).c \
	  build/clang-fuzzer-no-link-address-undefined/libplancmp.a $(LIBS)
	mkdir -p build/fuzz/$(T)
	build/fuzz_$(T) -max_total_time=$(SECONDS) build/fuzz/$(T) $(wildcard tests/fuzz/corpus/$(T))
