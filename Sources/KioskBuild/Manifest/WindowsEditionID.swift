/// `EditionID` as Windows spells it in `HKLM\SOFTWARE\Microsoft\Windows NT\CurrentVersion`.
///
/// The set is closed on purpose: a misspelt `IoTEnterprise` that passed as some other edition would escape the rule against
/// IoT editions.
package enum WindowsEditionID: String, CaseIterable, Sendable {
    case core = "Core"
    case coreN = "CoreN"
    case coreSingleLanguage = "CoreSingleLanguage"
    case coreCountrySpecific = "CoreCountrySpecific"
    case professional = "Professional"
    case professionalN = "ProfessionalN"
    case professionalEducation = "ProfessionalEducation"
    case professionalEducationN = "ProfessionalEducationN"
    case professionalWorkstation = "ProfessionalWorkstation"
    case professionalWorkstationN = "ProfessionalWorkstationN"
    case education = "Education"
    case educationN = "EducationN"
    case enterprise = "Enterprise"
    case enterpriseN = "EnterpriseN"
    case enterpriseG = "EnterpriseG"
    case enterpriseLTSC = "EnterpriseS"
    case enterpriseLTSCN = "EnterpriseSN"
    case enterpriseMultiSession = "ServerRdsh"
    case iotEnterprise = "IoTEnterprise"
    case iotEnterpriseK = "IoTEnterpriseK"
    case iotEnterpriseLTSC = "IoTEnterpriseS"
    case iotEnterpriseLTSCK = "IoTEnterpriseSK"
    case iotCore = "IoTUAP"
    case se = "CloudEdition"
    case seN = "CloudEditionN"
    case serverStandard = "ServerStandard"
    case serverDatacenter = "ServerDatacenter"

    /// Whether Microsoft sells the edition as one of Windows IoT.
    package var isIoT: Bool { rawValue.hasPrefix("IoT") }
}
