/// The commented manifest that `touchstone build new` writes.
///
/// What must be there stands as a blank, so that a check of the untouched template asks for exactly that. What may be
/// there stands as an example behind `#` without a space, and deleting that one character brings it in. Nothing in it is
/// a default.
package enum BuildTemplate {
    package static let text = """
        # A kiosk build, described for certification.
        #
        # Fill in the blanks. A line that begins with "#" and a letter is an example: delete the "#" and change the value,
        # and bring in the line above it that it belongs to. Leave out what you do not know. Nothing is assumed for what is
        # left out: the verdict will say which evidence is missing. Check with: touchstone build check FILE

        format: 1

        # Names nobody: the assessor may be a role.
        assessment:
          # Lower-case letters, digits and hyphens: it names the reports.
          id:
          #title: Ward kiosk
          #lab: Desktop lab, building 3
          #assessor: Desktop engineering
          #notes: Before the roll-out to wards.

        os:
          # windows, macos, ipados, linux, chromeos or android
          family:
          # 11 for Windows 11, 17.5 for iPadOS 17.5
          #release: "11"
          # As Settings shows it
          #display-version: 24H2
          # CurrentBuild and UBR, as winver shows them
          #build: "26100.7171"
          # EditionID in the registry, under HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion
          #edition-id: Enterprise
          # x86-64, arm64 or x86
          #architecture: x86-64
          # general-availability or ltsc
          #servicing-channel: general-availability
          #s-mode: false
          # desktop, assigned-access-single-app, assigned-access-multi-app or shell-launcher
          #shell: shell-launcher

        browsers:
          # edge, chrome, firefox, safari, internet-explorer, chromium, brave, opera, vivaldi or samsung-internet
          - product:
            #version: 142.0.3595.90
            # stable, extended-stable, esr, beta, dev or canary
            #channel: stable
            # Edge only: native or ie-mode
            #mode: native
            # Every argument, each an element of its own; [] states that there are none
            #launch-arguments: ["--no-first-run"]
            # Under the vendors' names; leave out what is not set
            #policies:
              # 0 allows private windows, 1 forbids them, 2 forces them
              #InPrivateModeAvailability: 1
              #IncognitoModeAvailability: 1
              #BlockThirdPartyCookies: false
              #CookiesAllowedForUrls: ["[*.]localhost"]
              #LocalNetworkAccessAllowedForUrls: ["https://portal.spineservices.nhs.uk"]
              #LocalNetworkAccessBlockedForUrls: []
              #LoopbackNetworkAllowedForUrls: ["https://portal.spineservices.nhs.uk"]
              #LoopbackNetworkBlockedForUrls: []
            # Every extension; [] states that there are none
            #extensions:
              #- id: abcdefghijklmnopabcdefghijklmnop
                #name: Single sign-on
                #version: "1.3"

        # For each piece of software: absent, or a mapping with what is known of it.
        #nhs-client:
          #credential-management:
            #version: "4.1"
            #sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
          #identity-agent:
            #version: 2.4.10.0
            # normal, enhanced-normal, session-persistence or mobility
            #mode: normal
            #sha256: e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
          #smartcard-connect: true
          # running, stopped or absent
          #port-service: running
          # The retired extension
          #chrome-extension: absent
          #dotnet-framework: 4.8.1
          #minimum-tls: "1.2"

        #smartcard-stack:
          #oberthur-middleware:
            #version: "5.4"
          #gemalto-middleware: absent
          # Needed for series 9
          #piv-minidriver:
            #version: "1.0"
          #readers:
            #- name: HID OMNIKEY 3121
              #usb-id: "076B:3021"
              #bcd-device: "3.02"
              #driver: Microsoft Usbccid Smartcard Reader (WUDF)
              #count: 1
          # Readers that are not for cards: SIM slots, virtual ones
          #other-readers: ["Broadband SIM slot"]
          # entrust, isosec, imprivata
          #virtual-smartcards: []
          # 4, 5, 6, 8, 9 or 10
          #card-series: [8, 9, 10]

        # smartcards, security-keys, windows-hello, cis2-ipad-app, microsoft-authenticator, google-authenticator, passkeys or
        # nhs-net-connect; the name alone, or a mapping with its id
        authenticators:
          - id:
            # security-keys only
            #models:
              #- name: Security Key NFC
                #aaguid: e77e3c64-05e3-428b-8824-0cbeb04b829d
                #firmware: 5.4.3
            # windows-hello only: hardware, firmware, virtual or absent
            #tpm: hardware
            # windows-hello only
            #aaguid: 08987058-cadc-4b81-b6e1-30de50dcbe96
            # The app's version: cis2-ipad-app, microsoft-authenticator or google-authenticator
            #version: "2.0"

        # The systems that people must reach, by their ids: touchstone matrix show
        systems:
          -

        #management:
          #mdm:
            #product: Intune
            #supervised: true
            # What an auditor can look at
            #evidence: Enrolment report of the build
          # workgroup, active-directory, entra or hybrid
          #domain: hybrid

        #virtualisation:
          # physical, vdi, citrix, terminal-services or cloud-pc
          #kind: physical
          # Where it is virtual
          #product: VMware Horizon

        #network:
          # hscn or internet
          #connection: hscn
          #reachable: [am.nhsidentity.spineservices.nhs.uk]
          # none, explicit or transparent
          #proxy: none
          #tls-inspection: false
          #clock-offset-seconds: 0

        # Only where cards are issued; absent elsewhere
        #printer:
          #model: Magicard 300
          #driver-version: 2.0.34.0
          #card-issue: true

        #mobile:
          #one-device-per-person: true

        # What the current production milestones were, on which day, by which source
        #reference:
          #chrome-stable:
            #milestone: 142
            #as-of: 2025-11-20
            #source: https://chromiumdash.appspot.com/releases
          #edge-stable:
            #milestone: 142
            #as-of: 2025-11-20
            #source: https://learn.microsoft.com/deployedge/microsoft-edge-relnote-stable-channel

        """
}
