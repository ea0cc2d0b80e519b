/// The stories as a person last read them.
///
/// Long because it is prose: a change in it is to be read, not waved through.
enum ExplanationSnapshots {
    static let texts: [String: String] = [
        "warranted": """
        Smartcards in Edge 149.0 on Windows 11 24H2 Enterprise, for Spine National Care
        Records Service (NCRS)
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is warranted: nothing stands against it.

        What the tables say
          yes     Windows 11 is Recommended for Spine National Care Records Service
                  (NCRS).
          yes     Edge (native) is Recommended for Spine National Care Records Service
                  (NCRS).
          yes     Smartcards may be used on Windows 11 with Edge (native).

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          yes     Windows 11 24H2 Enterprise is not newer than 24H2, the newest release
                  that was tested.
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A02 (every-cell) Where does the Credential Management footnote apply?
                  Read as: every cell of the browsers it names.

        The vendors’ own support, which changes nothing above
                  Windows 11 24H2 Enterprise has its vendor’s support until 12 October
                  2027.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        """,
        "supported-windows-10": """
        Smartcards in Edge 149.0 on Windows 10 22H2 Enterprise, for SUS
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is warranted, with advice. Windows 10 is Supported, though not Recommended
        for SUS.

        What the tables say
          heed    Windows 10 is Supported, though not Recommended for SUS.
                  This decided. Source: operating systems, SUS × Windows 10. Evidence:
                  build: os.
          yes     Edge (native) is Recommended for SUS.
          yes     Smartcards may be used on Windows 10 with Edge (native).

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A02 (every-cell) Where does the Credential Management footnote apply?
                  Read as: every cell of the browsers it names.
                  A07 (separate) Does the end of the vendor’s support bear on the
                  verdict? Read as: a second verdict, which never changes the first.

        The vendors’ own support, which changes nothing above
                  Windows 10 22H2 Enterprise has had no vendor’s support since 14
                  October 2025.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would leave nothing to heed
          -       Use Windows 11, Recommended for SUS.

        """,
        "untested-25h2": """
        Smartcards in Edge 149.0 on Windows 11 25H2 Enterprise, for e-RS - Professional
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is not warranted. Windows 11 25H2 Enterprise is at release 25H2, and
        nothing newer than 24H2 has been tested.

        What the tables say
          yes     Windows 11 is Recommended for e-RS - Professional.
          yes     Edge (native) is Recommended for e-RS - Professional.
          yes     Smartcards may be used on Windows 11 with Edge (native).

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          no      Windows 11 25H2 Enterprise is at release 25H2, and nothing newer than
                  24H2 has been tested.
                  This decided. Source: rule windows-11-ceiling, footnote systems.3.
                  Evidence: build: os.display-version.
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A06 (untested-newer) What is a release newer than the newest tested
                  one? Read as: untested, so not warranted.

        The vendors’ own support, which changes nothing above
                  Windows 11 25H2 Enterprise has its vendor’s support until 10 October
                  2028.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would make it warranted
          -       Stay at release 24H2 until a newer one has been tested.

        """,
        "iot-kiosk-mode": """
        Smartcards in Edge 149.0 on Windows 11 24H2 IoTEnterprise, for Care Identity
        Management
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is not warranted. The edition IoTEnterprise is excluded: Windows Internet
        of Things editions are not supported.

        What the tables say
          yes     Windows 11 is Recommended for Care Identity Management.
          yes     Edge (native) is Recommended for Care Identity Management.
          yes     Smartcards may be used on Windows 11 with Edge (native).

        The rules, in their order
          no      The edition IoTEnterprise is excluded: Windows Internet of Things
                  editions are not supported.
                  This decided. Source: rule windows-editions. Evidence: build:
                  os.edition-id.
          yes     Windows 11 24H2 IoTEnterprise is not newer than 24H2, the newest
                  release that was tested.
          no      Edge 149.0 is started with --edge-kiosk-type=public-browsing, which
                  opens a private session, and private browsing is not supported.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A14 (kiosk-is-private) Is a kiosk mode a private browsing mode? Read
                  as: yes, where the browser opens it as a private session.

        The vendors’ own support, which changes nothing above
                  No date for the vendor’s support of Windows 11 24H2 IoTEnterprise is
                  at hand.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would make it warranted
          -       Use an edition of Windows that is not an Internet of Things edition.
          -       Start Edge 149.0 as an ordinary window from Assigned Access or Shell
                  Launcher, not in its kiosk mode.

        """,
        "firefox-with-windows-hello": """
        Windows Hello in Firefox 140.0 on Windows 11 24H2 Enterprise, for SUS
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is not warranted. Firefox is Retired and must not be used for SUS.

        What the tables say
          yes     Windows 11 is Recommended for SUS.
          no      Firefox is Retired and must not be used for SUS.
                  This decided. Source: browsers, SUS × Firefox. Evidence: build:
                  browsers[0].
          yes     Windows Hello may be used on Windows 11 with Firefox.

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          yes     Windows 11 24H2 Enterprise is not newer than 24H2, the newest release
                  that was tested.
          yes     Firefox 140.0 is not started in a private browsing mode.

        The bench, and what has a date
          note    Windows Hello has to keep its keys in a TPM 2.0, and the build does
                  not say whether it does.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A03 (worst-of-both) What holds where the system table and the
                  authenticator table disagree about a browser? Read as: both tables
                  have to allow it.

        The vendors’ own support, which changes nothing above
                  Windows 11 24H2 Enterprise has its vendor’s support until 12 October
                  2027.
                  No date for the vendor’s support of Firefox 140.0 is at hand.

        What would make it warranted
          -       Use Edge (native) or Chrome, Recommended for SUS.

        """,
        "macos-safari-key": """
        Security keys in Safari 17.5 on macOS 14.5, for Spine National Care Records
        Service (NCRS)
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is warranted, with advice. macOS stands only in the authenticator table; it
        counts for Spine National Care Records Service (NCRS), which supports Safari, a
        browser that exists nowhere else.

        What the tables say
          heed    macOS stands only in the authenticator table; it counts for Spine
                  National Care Records Service (NCRS), which supports Safari, a browser
                  that exists nowhere else.
                  This decided. Source: browsers, Spine National Care Records Service
                  (NCRS) × Safari. Evidence: build: os.
          heed    Safari is Supported, though not Recommended for Spine National Care
                  Records Service (NCRS).
          yes     Security keys may be used on macOS with Safari.

        The rules, in their order
          yes     macOS is at or above 13, the oldest that is listed.
          yes     Safari 17.5 is not started in a private browsing mode.
          yes     Key 1 speaks FIDO2.
          yes     The maker vouches for the model of Key 1: a certificate ← a root.
          yes     Nothing in effect speaks against the model of Key 1 (a metadata
                  entry).
          yes     The certification covers firmware 1 of Key 1.
          yes     Key 1 is certified at Level 2, and Level 2 is asked for (a metadata
                  entry).

        The bench, and what has a date
          yes     Key 1 was on the bench and answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A01 (per-table) Do footnote numbers count within their own table? Read
                  as: each table numbers its own notes.
                  A04 (where-its-browser-is-supported) Does macOS, named only in the
                  authenticator table, count as a listed operating system? Read as: it
                  counts for a system that supports the browser which exists nowhere
                  else.
                  A15 (established-at-least) What proves a FIDO certification level?
                  Read as: this level or above, with the model vouched for.

        The vendors’ own support, which changes nothing above
                  The maker of macOS 14.5 publishes no end of support.
                  No date for the vendor’s support of Safari 17.5 is at hand.

        What would leave nothing to heed
          -       Use Windows 11, Recommended for Spine National Care Records Service
                  (NCRS).
          -       Use Edge (native) or Chrome, Recommended for Spine National Care
                  Records Service (NCRS).

        """,
        "key-that-claims": """
        Security keys in Edge 149.0 on Windows 11 24H2 Enterprise, for Spine EPS Tracker
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is inconclusive. Who vouches for the model of Key 1 is not known: nobody
        asked the key.

        What the tables say
          yes     Windows 11 is Recommended for Spine EPS Tracker.
          yes     Edge (native) is Recommended for Spine EPS Tracker.
          yes     Security keys may be used on Windows 11 with Edge (native).

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          yes     Windows 11 24H2 Enterprise is not newer than 24H2, the newest release
                  that was tested.
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.
          open    Who vouches for the model of Key 1 is not known: nobody asked the key.
                  This decided. Source: rule key-certification.attestation, footnote
                  authenticators.2. Evidence: observation: key-1:2.
          yes     Key 1 speaks FIDO2.
          yes     Nothing in effect speaks against the model of Key 1 (the built-in
                  table).
          yes     The certification covers firmware 1 of Key 1.
          yes     The model that Key 1 claims to be is certified at Level 2, and Level 2
                  is asked for (the built-in table).

        The bench, and what has a date
          yes     Key 1 was on the bench and answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A01 (per-table) Do footnote numbers count within their own table? Read
                  as: each table numbers its own notes.
                  A15 (established-at-least) What proves a FIDO certification level?
                  Read as: this level or above, with the model vouched for.

        The vendors’ own support, which changes nothing above
                  Windows 11 24H2 Enterprise has its vendor’s support until 12 October
                  2027.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would make it warranted
          -       Show who vouches for the model of Key 1: `touchstone certify BUILD
                  --attest`.

        """,
        "chrome-outside-window": """
        Smartcards in Chrome 149.0 on Windows 11 24H2 Enterprise, for e-RS -
        Professional
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is warranted, with advice. Chrome 149.0 is 19 releases behind 150, current
        on 20 November 2026; only the last 10 are Recommended.

        What the tables say
          yes     Windows 11 is Recommended for e-RS - Professional.
          yes     Chrome is Recommended for e-RS - Professional.
          yes     Smartcards may be used on Windows 11 with Chrome.

        The rules, in their order
          yes     The edition Enterprise is an ordinary one, which the product’s name
                  covers.
          yes     Windows 11 24H2 Enterprise is not newer than 24H2, the newest release
                  that was tested.
          yes     Chrome 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.
          heed    Chrome 149.0 is 19 releases behind 150, current on 20 November 2026;
                  only the last 10 are Recommended.
                  This decided. Source: rule e-rs-chrome-window, footnote systems.2.
                  Evidence: build: browsers[0].version.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A09 (not-recommended) What is a browser outside the release window?
                  Read as: usable, but not Recommended.

        The vendors’ own support, which changes nothing above
                  Windows 11 24H2 Enterprise has its vendor’s support until 12 October
                  2027.
                  Chrome 149.0 is 19 releases behind 150, current on 20 November 2026.

        What would leave nothing to heed
          -       Update Chrome 149.0 to 140 or later.

        """,
        "linux": """
        Smartcards in Edge 149.0 on Linux 12, for SUS
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is not warranted. Linux 12 is outside the warranty: an organisation may use
        it at its own risk and without help.

        What the tables say
          no      Linux 12 is outside the warranty: an organisation may use it at its
                  own risk and without help.
                  This decided. Source: rule own-risk. Evidence: build: os.
          yes     Edge (native) is Recommended for SUS.

        The rules, in their order
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The vendors’ own support, which changes nothing above
                  No date for the vendor’s support of Linux 12 is at hand.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would make it warranted
          -       Use an operating system that the edition lists.

        """,
        "retiring-client-software": """
        Smartcards in Edge 149.0 on Windows 11 24H2 Professional, for Spine MOLES
        (message tracker) and MESH UI
        WES, 20 December 2024; as of 22 November 2026; policy default

        This is warranted, with advice. Cards of series 5 have been blocked since 7 May
        2026 (first planned for 30 September 2023).

        What the tables say
          yes     Windows 11 is Recommended for Spine MOLES (message tracker) and MESH
                  UI.
          yes     Edge (native) is Recommended for Spine MOLES (message tracker) and
                  MESH UI.
          yes     Smartcards may be used on Windows 11 with Edge (native).

        The rules, in their order
          yes     The edition Professional is an ordinary one, which the product’s name
                  covers.
          yes     Windows 11 24H2 Professional is not newer than 24H2, the newest
                  release that was tested.
          yes     Edge 149.0 is not started in a private browsing mode.
          yes     NHS Credential Management is installed (4.1).
          yes     The NHS Chrome extension is not installed.

        The bench, and what has a date
          heed    Cards of series 5 have been blocked since 7 May 2026 (first planned
                  for 30 September 2023).
                  This decided. Source: NHS England, deprecation notice for smartcard
                  series 4, 5 and 6. Evidence: build: smartcard-stack.card-series.
          heed    Identity Agent is installed; its end is planned for 28 February 2027:
                  CIS1 authentication is to be retired then and takes Identity Agent
                  with it.
          heed    Smartcard Connect and Identity Agent are both installed; a machine is
                  to have Smartcard Connect only once every Spine application on it
                  supports CIS2.
          yes     A card in Reader 1 answered.
          note    The sign-in service takes it at assurance level AAL3.

        The readings it rests on
                  A07 (separate) Does the end of the vendor’s support bear on the
                  verdict? Read as: a second verdict, which never changes the first.

        The vendors’ own support, which changes nothing above
                  Windows 11 24H2 Professional has had no vendor’s support since 13
                  October 2026.
                  No date for the vendor’s support of Edge 149.0 is at hand.

        What would leave nothing to heed
          -       Replace the cards of series 5.
          -       Move away from Identity Agent.
          -       Keep one of Smartcard Connect and Identity Agent.

        """,
    ]
}
